import type { Database, Tx } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import { anyMemories, keepMemories, listMemories } from './memory.repository.ts';
import { relevantTo } from './relevant.ts';
import { statementsOf } from './statements.ts';

interface Whose {
  tenantId: string;
  userId: string;
  agentId: string;
}

/** How late another process may learn of a tenant's very first memory. */
const keepMs = 2500;
const mostTenants = 5000;

/** What chats ask: what to keep in mind for a question, and to keep what was said. */
export class MemoryKeeper {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #known = new Map<string, { any: Promise<boolean>; until: number }>();

  constructor(deps: { database: Database; clock: Clock }) {
    this.#database = deps.database;
    this.#clock = deps.clock;
  }

  /** The memories that fit a question best; costs nothing where nobody has any. */
  async recall({ tenantId, userId, agentId }: Whose, question: string): Promise<{ text: string; source: string }[]> {
    if (!(await this.#any(tenantId))) return [];
    const rows = await this.#database.withTenant(tenantId, (tx) => listMemories(tx, { userId, agentId }), {
      readOnly: true,
    });
    return relevantTo(question, rows).map(({ id, text }) => ({ text, source: id }));
  }

  /** Keeps what `message`, a person's own words, says of them; in the transaction that settles the run. */
  async keep(tx: Tx, whose: Whose, said: { message: string; runId: string; messageId: string }): Promise<void> {
    const statements = statementsOf(said.message);
    if (statements.length === 0) return;
    const { tenantId, userId, agentId } = whose;
    await keepMemories(tx, tenantId, { userId, agentId }, { ...said, statements });
    tx.afterCommit(() => {
      this.#known.delete(tenantId);
    });
  }

  #any(tenantId: string): Promise<boolean> {
    const now = this.#clock.now();
    const known = this.#known.get(tenantId);
    if (known && known.until > now) return known.any;
    const any = this.#database.withTenant(tenantId, anyMemories, { readOnly: true });
    any.catch(() => this.#known.delete(tenantId));
    if (this.#known.size >= mostTenants) this.#known.clear();
    this.#known.set(tenantId, { any, until: now + keepMs });
    return any;
  }
}
