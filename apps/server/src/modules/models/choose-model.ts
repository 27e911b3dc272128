import type { ModelRoutes } from '@agentforge/contracts/models/schemas';
import type { Database } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import type { EmbeddingModel, LanguageModel } from '@agentforge/plugin-kit/model';
import type { ModelInfo } from '@agentforge/plugin-kit/provider';
import type { ConnectionFacts, Connections } from './connections.ts';
import type { ModelListing } from './model-listing.ts';
import { readRoutes } from './models.repository.ts';

/** A model ready to be called, with what is known of it. */
export interface ChosenModel {
  model: LanguageModel;
  info: ModelInfo | null;
}

export interface ChosenEmbedding {
  model: EmbeddingModel;
  dimensions: number | null;
}

/** Turns model ids and routes into callable models. */
export class ModelChooser {
  readonly #database: Database;
  readonly #connections: Connections;
  readonly #listing: ModelListing;

  constructor(database: Database, connections: Connections, listing: ModelListing) {
    this.#database = database;
    this.#connections = connections;
    this.#listing = listing;
  }

  /**
   * The model for an agent, then its fallbacks, in order. `wanted` null takes the default route, else the first real
   * model, else the demo model. Throws `model_missing` when the wanted connection is gone.
   */
  async candidates(tenantId: string, wanted: string | null): Promise<ChosenModel[]> {
    const routes = await this.routes(tenantId);
    const first = wanted ?? routes.default ?? (await this.#firstUsable(tenantId));
    const ids = [first, ...routes.fallbacks.filter((id) => id !== first)];
    const chosen: ChosenModel[] = [];
    for (const id of ids) {
      const model = await this.#open(tenantId, id);
      if (model) chosen.push(model);
      else if (id === first && routes.fallbacks.length === 0) throw missingModel(id);
    }
    if (chosen.length === 0) throw missingModel(first);
    return chosen;
  }

  routes(tenantId: string): Promise<ModelRoutes> {
    return this.#database.withTenant(tenantId, readRoutes, { readOnly: true });
  }

  /** Null when no embedding model is configured: search then ranks by words alone. */
  async embedding(tenantId: string, wanted: string | null): Promise<ChosenEmbedding | null> {
    const id = wanted ?? (await this.routes(tenantId)).embedding;
    if (id === null) return null;
    const { facts, name } = await this.#split(tenantId, id);
    const connection = await facts?.open();
    if (!facts || !connection?.embeddingModel) throw missingModel(id);
    const info = knownModel(facts, name);
    return { model: connection.embeddingModel(name), dimensions: info?.dimensions ?? null };
  }

  async #open(tenantId: string, id: string): Promise<ChosenModel | null> {
    const { facts, name } = await this.#split(tenantId, id);
    if (!facts) return null;
    const connection = await facts.open();
    return { model: connection.languageModel(name), info: knownModel(facts, name) };
  }

  async #split(tenantId: string, id: string): Promise<{ facts: ConnectionFacts | null; name: string }> {
    const slash = id.indexOf('/');
    return { facts: await this.#connections.find(tenantId, id.slice(0, slash)), name: id.slice(slash + 1) };
  }

  async #firstUsable(tenantId: string): Promise<string> {
    for (const facts of await this.#connections.list(tenantId)) {
      const models = await this.#listing.modelsOf(tenantId, facts);
      const chat = models.find((info) => info.kind === 'chat');
      if (chat) return `${facts.name}/${chat.model}`;
    }
    return 'demo/local';
  }
}

function knownModel(facts: ConnectionFacts, name: string): ModelInfo | null {
  return facts.plugin.models.find((info) => info.model === name) ?? null;
}

function missingModel(id: string): AppError {
  return new AppError('model_missing', {
    detail: `The model "${id}" is not available: its connection is missing or switched off. Choose another model for the agent, or add the connection under Settings → Models.`,
  });
}
