import type { PiiVault } from '@agentforge/agent-engine/guardrails/vault';
import type { Database, Tx } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import { messageOf } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import type { Logger } from '../../platform/telemetry/logger.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import { openValues, sealValues, tokensIn, valuesBehind } from './hidden-values.ts';
import type { MemoryModelsPort } from './memory.ports.ts';
import { anyMemories, capMemories, keepMemory, listMemories, type MemoryRow } from './memory.repository.ts';
import { isPaused } from './memory-pauses.repository.ts';
import type { MemoryQueue } from './memory-queue.ts';
import { insertMemoryRun } from './memory-runs.repository.ts';
import { nearness } from './memory-vectors.repository.ts';
import { mostFacts, relevantTo } from './relevant.ts';
import { type Statement, speaksOfOneself, statementsOf } from './statements.ts';

interface Whose {
  tenantId: string;
  userId: string;
  agentId: string;
}

export interface Recalled {
  text: string;
  /** The memory's id. */
  source: string;
  /** What stands behind the tokens of `text`. */
  values: PiiVault;
}

/** What a person said in a run that has ended well. */
export interface Said {
  /** Their own words, with tokens for personal data. */
  message: string;
  conversationId: string;
  runId: string;
  messageId: string;
  /** Values behind the tokens; null when this agent stores none. */
  values: PiiVault | null;
  /** Whether anything untrusted has entered the run: then nothing is kept, but the person may have it kept. */
  tainted: boolean;
  modelId: string | null;
}

export interface KeeperDeps {
  database: Database;
  clock: Clock;
  logger: Logger;
  vault: Vault;
  models: MemoryModelsPort;
  queue: MemoryQueue;
}

/** How late another process may learn of a tenant's very first memory. */
const keepMs = 2500;
const mostTenants = 5000;
/** An answer does not wait longer for the question's vector. */
const embedMs = 1500;

/** What runs ask: what to keep in mind for a question, and to keep what was said. */
export class MemoryKeeper {
  readonly #deps: KeeperDeps;
  readonly #known = new Map<string, { any: Promise<boolean>; until: number }>();

  constructor(deps: KeeperDeps) {
    this.#deps = deps;
  }

  /** The memories that fit a question best; costs nothing where nobody has any. `storesValues`: as the agent now does. */
  async recall(whose: Whose, question: string, storesValues: boolean): Promise<Recalled[]> {
    const { tenantId } = whose;
    if (!(await this.#any(tenantId))) return [];
    const all = await this.#deps.database.withTenant(
      tenantId,
      async (tx) => ((await isPaused(tx, whose)) ? [] : listMemories(tx, whose)),
      { readOnly: true },
    );
    const rows = storesValues ? all : all.filter(({ hiddenValues }) => hiddenValues === null);
    const near = rows.length > mostFacts ? await this.#nearness(whose, question, rows) : undefined;
    return Promise.all(
      relevantTo(question, rows, near).map(async ({ id, text, hiddenValues }) => ({
        text,
        source: id,
        values: await openValues(this.#deps.vault, { tenantId, row: `memories/${id}` }, hiddenValues),
      })),
    );
  }

  /** In the transaction that settles the run. */
  async keep(tx: Tx, whose: Whose, said: Said): Promise<void> {
    const statements = statementsOf(said.message).filter(({ text }) => valuesBehind(text, said.values) !== null);
    const learns = !said.tainted && speaksOfOneself(said.message);
    if ((statements.length === 0 && !learns) || (await isPaused(tx, whose))) return;
    if (!said.tainted) await this.#keepStatements(tx, whose, said, statements);
    const held = said.tainted ? statements.map(({ text }) => text) : [];
    if (!learns && held.length === 0) return;
    await this.#note(tx, whose, said, { learns, held });
  }

  async #keepStatements(tx: Tx, whose: Whose, said: Said, statements: readonly Statement[]): Promise<void> {
    if (statements.length === 0) return;
    const { tenantId, userId, agentId } = whose;
    const { conversationId, runId, messageId } = said;
    const known = new Set((await listMemories(tx, whose)).map(({ text }) => text));
    for (const { topic, kind, text } of statements) {
      const values = valuesBehind(text, said.values);
      if (known.has(text) || values === null) continue;
      const id = newId('memory');
      const hiddenValues = await sealValues(this.#deps.vault, tx, { tenantId, row: `memories/${id}` }, values);
      const source = { conversationId, runId, messageId };
      await keepMemory(
        tx,
        tenantId,
        { userId, agentId },
        { id, topic, kind, how: 'said', text, hiddenValues, ...source },
      );
    }
    await capMemories(tx, whose);
    await this.#deps.queue.embed(tx, whose);
    this.keptIn(tx, tenantId);
  }

  /** Once `tx` is committed this process knows that the tenant has memories. */
  keptIn(tx: Tx, tenantId: string): void {
    tx.afterCommit(() => {
      this.#known.delete(tenantId);
    });
  }

  async #note(tx: Tx, whose: Whose, said: Said, { learns, held }: { learns: boolean; held: string[] }): Promise<void> {
    const { tenantId, userId, agentId } = whose;
    const { conversationId, runId, messageId, modelId, message } = said;
    const tokens = new Set(tokensIn(message));
    const entries = (said.values?.entries ?? []).filter(({ token }) => tokens.has(token));
    const place = { tenantId, row: `memory_runs/${runId}` };
    await insertMemoryRun(tx, {
      tenantId,
      id: runId,
      userId,
      agentId,
      conversationId,
      messageId,
      modelId,
      held,
      state: learns ? 'pending' : 'done',
      hiddenValues: await sealValues(this.#deps.vault, tx, place, { entries }),
    });
    if (learns) await this.#deps.queue.learn(tx, tenantId, runId);
  }

  /** By meaning, where an embedding model is configured and answers soon; else words alone decide. */
  async #nearness(
    whose: Whose,
    question: string,
    rows: readonly MemoryRow[],
  ): Promise<ReadonlyMap<string, number> | undefined> {
    const { database, logger, models } = this.#deps;
    try {
      const model = (await models.embedding(whose.tenantId, null))?.model;
      if (!model || !rows.some(({ embeddingModel }) => embeddingModel === model.id)) return undefined;
      const [vector] = (await model.embed([question], AbortSignal.timeout(embedMs))).vectors;
      if (!vector) return undefined;
      return await database.withTenant(whose.tenantId, (tx) => nearness(tx, whose, { model: model.id, vector }), {
        readOnly: true,
      });
    } catch (error) {
      logger.warn({ reason: messageOf(error) }, 'memories are compared by words: the embedding model did not answer');
      return undefined;
    }
  }

  #any(tenantId: string): Promise<boolean> {
    const now = this.#deps.clock.now();
    const known = this.#known.get(tenantId);
    if (known && known.until > now) return known.any;
    const any = this.#deps.database.withTenant(tenantId, anyMemories, { readOnly: true });
    any.catch(() => this.#known.delete(tenantId));
    if (this.#known.size >= mostTenants) this.#known.clear();
    this.#known.set(tenantId, { any, until: now + keepMs });
    return any;
  }
}
