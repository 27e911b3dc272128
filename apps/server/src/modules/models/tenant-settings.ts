import type { CustomModel, ModelRoutes } from '@agentforge/contracts/models/schemas';
import type { Database, Tx } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import {
  listCustomModels,
  listProviderRows,
  type ModelPolicy,
  type ProviderRow,
  readPolicy,
  readRoutes,
} from './models.repository.ts';

/** All that a tenant has set about models. */
export interface ModelSettings {
  rows: readonly ProviderRow[];
  routes: ModelRoutes;
  policy: ModelPolicy;
  custom: ReadonlyMap<string, readonly CustomModel[]>;
}

interface Kept {
  settings: Promise<ModelSettings>;
  until: number;
}

/** How late another process may learn of a change, such as a new key. The process that made it knows at once. */
const keepMs = 1000;
const mostTenants = 2000;

export async function readModelSettings(tx: Tx): Promise<ModelSettings> {
  const rows = await listProviderRows(tx);
  const routes = await readRoutes(tx);
  const policy = await readPolicy(tx);
  return { rows, routes, policy, custom: await listCustomModels(tx) };
}

/** Settings by tenant, read in one transaction and kept for a moment: every message asks for them. */
export class TenantSettings {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(deps: { database: Database; clock: Clock }) {
    this.#database = deps.database;
    this.#clock = deps.clock;
  }

  /** Opens a transaction of its own; inside one use `readModelSettings`. */
  of(tenantId: string): Promise<ModelSettings> {
    const now = this.#clock.now();
    const known = this.#kept.get(tenantId);
    if (known && known.until > now) return known.settings;
    const settings = this.#database.withTenant(tenantId, readModelSettings, { readOnly: true });
    settings.catch(() => this.#kept.delete(tenantId));
    if (this.#kept.size >= mostTenants) this.#kept.clear();
    this.#kept.set(tenantId, { settings, until: now + keepMs });
    return settings;
  }

  /** Once `tx` is committed the next reader sees what it wrote. */
  changedIn(tx: Tx, tenantId: string): void {
    tx.afterCommit(() => {
      this.#kept.delete(tenantId);
    });
  }
}
