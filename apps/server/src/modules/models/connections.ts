import type { CustomModel } from '@agentforge/contracts/models/schemas';
import { AppError } from '@agentforge/kernel/errors';
import { trusted } from '@agentforge/kernel/trust';
import type { ProviderConnection, ProviderPlugin } from '@agentforge/plugin-kit/provider';
import type { EgressGuard } from '../../platform/egress/egress.ts';
import { openConfig } from '../../platform/plugin-config.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import { type ConnectionLimits, connectTimeoutOf, limitsOf, timeoutsOf } from './connection-options.ts';
import { isShared } from './model-policy.ts';
import type { ProviderRow } from './models.repository.ts';
import type { ModelSettings } from './tenant-settings.ts';

/** A connection without a row: from the environment, or the demo model. Shared by all tenants, read-only. */
export interface FixedConnection {
  name: string;
  plugin: ProviderPlugin;
  config: Record<string, unknown>;
  source: 'environment' | 'built-in';
}

export const fixedId = (fixed: Pick<FixedConnection, 'source' | 'name'>): string => `${fixed.source}-${fixed.name}`;

/** Name, plug-in and configuration of a usable connection; opened on demand. */
export interface ConnectionFacts {
  /** Of its row, or `environment-<name>`. */
  id: string;
  /** The connection as it is configured now: another key or address is another one. */
  key: string;
  name: string;
  plugin: ProviderPlugin;
  limits: ConnectionLimits;
  /** Where it goes, for telling vectors of one server from those of another. */
  baseUrl: string;
  custom: readonly CustomModel[];
  open(): Promise<ProviderConnection>;
}

interface Opened {
  key: string;
  connection: Promise<ProviderConnection>;
}

/** Opens connections and keeps them: SDK clients are built once per stored version, not per message. */
export class Connections {
  readonly #deps: { egress: EgressGuard; vault: Vault };
  readonly #plugins: ReadonlyMap<string, ProviderPlugin>;
  readonly #fixed: readonly FixedConnection[];
  readonly #opened = new Map<string, Opened>();

  constructor(
    deps: { egress: EgressGuard; vault: Vault },
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

  /** Connections the operator shares with the tenant. The demo model is there for everyone. */
  sharedWith({ policy }: Pick<ModelSettings, 'policy'>): FixedConnection[] {
    return this.#fixed.filter((fixed) => fixed.source === 'built-in' || isShared(policy, fixed.name));
  }

  /** Active connections of a tenant; stored ones come before those of the environment, the demo model last. */
  list(settings: ModelSettings): ConnectionFacts[] {
    const stored = settings.rows
      .filter((row) => row.isActive && this.#plugins.has(row.provider))
      .map((row) => this.fromRow(row, settings));
    const names = new Set(stored.map((facts) => facts.name));
    const shared = this.sharedWith(settings).filter((fixed) => !names.has(fixed.name));
    return [...stored, ...shared.map((fixed) => this.fromFixed(fixed, settings))];
  }

  /** Null when the tenant has no such active connection. A stored one hides a shared one of its name. */
  find(settings: ModelSettings, name: string): ConnectionFacts | null {
    const row = settings.rows.find((candidate) => candidate.name === name);
    if (row) return row.isActive && this.#plugins.has(row.provider) ? this.fromRow(row, settings) : null;
    const fixed = this.sharedWith(settings).find((candidate) => candidate.name === name);
    return fixed ? this.fromFixed(fixed, settings) : null;
  }

  /** By the id the API shows, also when it is switched off. */
  findById(settings: ModelSettings, id: string): ConnectionFacts | null {
    const fixed = this.sharedWith(settings).find((candidate) => fixedId(candidate) === id);
    if (fixed) return this.fromFixed(fixed, settings);
    const row = settings.rows.find((candidate) => candidate.id === id);
    return row ? this.fromRow(row, settings) : null;
  }

  fromRow(row: ProviderRow, settings: Pick<ModelSettings, 'custom'>): ConnectionFacts {
    const plugin = this.plugin(row.provider);
    const place = { tenantId: row.tenantId, row: `llm_providers/${row.id}` };
    const config = () => openConfig(this.#deps.vault, place, row);
    return this.#facts({ id: row.id, version: row.updatedAt, name: row.name, plugin }, row.config, config, settings);
  }

  fromFixed(fixed: FixedConnection, settings: Pick<ModelSettings, 'custom'>): ConnectionFacts {
    const { name, plugin, config } = fixed;
    return this.#facts({ id: fixedId(fixed), version: '', name, plugin }, config, async () => config, settings);
  }

  #facts(
    at: { id: string; version: string; name: string; plugin: ProviderPlugin },
    plain: Record<string, unknown>,
    config: () => Promise<Record<string, unknown>>,
    { custom }: Pick<ModelSettings, 'custom'>,
  ): ConnectionFacts {
    const key = `${at.id}@${at.version}`;
    return {
      id: at.id,
      key,
      name: at.name,
      plugin: at.plugin,
      limits: limitsOf(plain),
      baseUrl: typeof plain['base_url'] === 'string' ? plain['base_url'] : '',
      custom: custom.get(at.id) ?? [],
      open: () => this.#open(at, key, config),
    };
  }

  /** Answers that are being written keep the connection they began with; the next one gets the new. */
  #open(
    { id, name, plugin }: { id: string; name: string; plugin: ProviderPlugin },
    key: string,
    config: () => Promise<Record<string, unknown>>,
  ): Promise<ProviderConnection> {
    const known = this.#opened.get(id);
    if (known?.key === key) return known.connection;
    const connection = config().then((values) => {
      const checked = plugin.config.parse(values);
      return plugin.connect(trusted(checked, 'parsed by this very plug-in'), {
        http: this.#deps.egress.client(connectTimeoutOf(values)),
        timeouts: timeoutsOf(values),
        connectionName: name,
      });
    });
    // A failed opening is not remembered: the next message tries again.
    connection.catch(() => this.#opened.delete(id));
    this.#opened.set(id, { key, connection });
    return connection;
  }
}
