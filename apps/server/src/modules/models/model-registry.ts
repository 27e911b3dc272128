import type { ModelInfo, ModelParameterName } from '@agentforge/plugin-kit/provider';
import type { ConnectionFacts, Connections } from './connections.ts';
import { knownModel, parametersOf } from './known-model.ts';
import type { ModelListing } from './model-listing.ts';
import { isAllowed } from './model-policy.ts';
import type { ModelSettings, TenantSettings } from './tenant-settings.ts';

/** A model of a connection the tenant has. */
export interface RegisteredModel {
  facts: ConnectionFacts;
  /** Within the connection. */
  name: string;
  isAllowed: boolean;
  /** Null when nobody knows the model. */
  info: ModelInfo | null;
  /** Null when not known. */
  parameters: readonly ModelParameterName[] | null;
}

/** What there is to choose from: for whoever calls models. */
export class ModelRegistry {
  readonly #parts: { settings: TenantSettings; connections: Connections; listing: ModelListing };

  constructor(parts: { settings: TenantSettings; connections: Connections; listing: ModelListing }) {
    this.#parts = parts;
  }

  settingsOf(tenantId: string): Promise<ModelSettings> {
    return this.#parts.settings.of(tenantId);
  }

  /** `id` is `<connection>/<model>`. Null when the connection is missing or switched off. Asks no provider. */
  find(settings: ModelSettings, id: string): RegisteredModel | null {
    const slash = id.indexOf('/');
    const facts = this.#parts.connections.find(settings, id.slice(0, slash));
    if (!facts) return null;
    const name = id.slice(slash + 1);
    const info = knownModel(facts, name, this.#parts.listing.newest(facts));
    const parameters = info === null ? null : parametersOf(facts, info);
    return { facts, name, isAllowed: isAllowed(settings.policy, id), info, parameters };
  }

  /** Id of the first allowed chat model of any connection, the demo model last. May ask providers for their lists. */
  async firstUsable(settings: ModelSettings): Promise<string> {
    for (const facts of this.#parts.connections.list(settings)) {
      const models = await this.#parts.listing.modelsOf(facts);
      const chat = models.find(
        (info) => info.kind === 'chat' && isAllowed(settings.policy, `${facts.name}/${info.model}`),
      );
      if (chat) return `${facts.name}/${chat.model}`;
    }
    return 'demo/local';
  }
}
