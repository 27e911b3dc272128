import type { Database, Tx } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import { trusted } from '@agentforge/kernel/trust';
import type { ProviderConnection, ProviderPlugin } from '@agentforge/plugin-kit/provider';
import type { EgressGuard } from '../../platform/egress/egress.ts';
import { openConfig } from '../../platform/plugin-config.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import { findProviderByName, listProviderRows, type ProviderRow } from './models.repository.ts';

/** A connection without a row: from the environment, or the demo model. Shared by all tenants, read-only. */
export interface FixedConnection {
  name: string;
  plugin: ProviderPlugin;
  config: Record<string, unknown>;
  source: 'environment' | 'built-in';
}

/** Name, plug-in and configuration of a usable connection; opened on demand. */
export interface ConnectionFacts {
  name: string;
  plugin: ProviderPlugin;
  open(): Promise<ProviderConnection>;
}

interface Opened {
  version: string;
  connection: Promise<ProviderConnection>;
}

/** Opens connections and keeps them: SDK clients are built once per stored version, not per message. */
export class Connections {
  readonly #deps: { database: Database; egress: EgressGuard; vault: Vault };
  readonly #plugins: ReadonlyMap<string, ProviderPlugin>;
  readonly #fixed: readonly FixedConnection[];
  readonly #opened = new Map<string, Opened>();

  constructor(
    deps: { database: Database; egress: EgressGuard; vault: Vault },
    plugins: ReadonlyMap<string, ProviderPlugin>,
    fixed: readonly FixedConnection[],
  ) {
    this.#deps = deps;
    this.#plugins = plugins;
    this.#fixed = fixed;
  }

  get plugins(): ReadonlyMap<string, ProviderPlugin> {
    return this.#plugins;
  }

  get fixed(): readonly FixedConnection[] {
    return this.#fixed;
  }

  /** Throws `rule_broken` for a kind of provider this installation does not have. */
  plugin(type: string): ProviderPlugin {
    const plugin = this.#plugins.get(type);
    if (plugin) return plugin;
    const detail = `There is no kind of model provider called "${type}".`;
    throw new AppError('rule_broken', { detail, errors: [{ path: 'provider', message: 'is not a known kind' }] });
  }

  /** Active connections of a tenant; stored ones come before those of the environment, the demo model last. */
  async list(tenantId: string): Promise<ConnectionFacts[]> {
    const rows = await this.#deps.database.withTenant(tenantId, listProviderRows, { readOnly: true });
    const stored = rows
      .filter((row) => row.isActive && this.#plugins.has(row.provider))
      .map((row) => this.fromRow(row));
    const names = new Set(stored.map((facts) => facts.name));
    return [...stored, ...this.#fixed.filter((fixed) => !names.has(fixed.name)).map((fixed) => this.fromFixed(fixed))];
  }

  /** Null when the tenant has no such active connection. */
  async find(tenantId: string, name: string): Promise<ConnectionFacts | null> {
    const row = await this.#deps.database.withTenant(tenantId, (tx: Tx) => findProviderByName(tx, name), {
      readOnly: true,
    });
    if (row?.isActive && this.#plugins.has(row.provider)) return this.fromRow(row);
    const fixed = this.#fixed.find((candidate) => candidate.name === name);
    return fixed && !row ? this.fromFixed(fixed) : null;
  }

  fromRow(row: ProviderRow): ConnectionFacts {
    const plugin = this.plugin(row.provider);
    const place = { tenantId: row.tenantId, row: `llm_providers/${row.id}` };
    const config = () => openConfig(this.#deps.vault, place, row);
    return { name: row.name, plugin, open: () => this.#open(row.id, row.updatedAt, row.name, plugin, config) };
  }

  fromFixed(fixed: FixedConnection): ConnectionFacts {
    const open = () =>
      this.#open(`${fixed.source}/${fixed.name}`, '', fixed.name, fixed.plugin, async () => fixed.config);
    return { name: fixed.name, plugin: fixed.plugin, open };
  }

  #open(
    key: string,
    version: string,
    name: string,
    plugin: ProviderPlugin,
    config: () => Promise<Record<string, unknown>>,
  ): Promise<ProviderConnection> {
    const known = this.#opened.get(key);
    if (known?.version === version) return known.connection;
    const connection = config().then((values) => {
      const checked = plugin.config.parse(values);
      return plugin.connect(trusted(checked, 'parsed by this very plug-in'), {
        http: this.#deps.egress.client(),
        connectionName: name,
      });
    });
    // A failed opening is not remembered: the next message tries again.
    connection.catch(() => this.#opened.delete(key));
    this.#opened.set(key, { version, connection });
    return connection;
  }
}
