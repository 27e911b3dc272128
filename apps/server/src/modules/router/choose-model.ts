import { detectLanguage } from '@agentforge/agent-engine/guardrails/language';
import type { ModelPort } from '@agentforge/agent-engine/ports';
import { AppError } from '@agentforge/kernel/errors';
import type { EmbeddingModel } from '@agentforge/plugin-kit/model';
import type { ModelRegistry, ModelSettings } from '../models/index.ts';
import type { Embeddings } from './embeddings.ts';
import { GuardedModel, type ModelGuards } from './guarded-model.ts';
import { type Choice, firstUsable, planModels, usesLanguages } from './route-plan.ts';
import { type ChosenModel, type Needs, routedModel, suited } from './routed-model.ts';

export interface ChosenEmbedding {
  model: EmbeddingModel;
  dimensions: number | null;
}

/** What is known of a request before its model is chosen. */
export interface RequestFacts extends Partial<Needs> {
  /** For routes that choose by language. */
  question?: string;
}

export interface ChooserParts {
  registry: ModelRegistry;
  guards: ModelGuards;
  embeddings: Embeddings;
}

/** Turns model ids and routes into callable models. */
export class ModelChooser {
  readonly #parts: ChooserParts;

  constructor(parts: ChooserParts) {
    this.#parts = parts;
  }

  /** One model for the engine: chosen by route, needs and language, with fallbacks behind it. Throws `model_missing`. */
  async port(tenantId: string, wanted: string | null, facts: RequestFacts = {}): Promise<ModelPort> {
    const needs = { images: facts.images ?? false, tools: facts.tools ?? false };
    return routedModel(await this.candidates(tenantId, wanted, facts), needs);
  }

  /** The route for those who must save, `route/cheap`; null when none is set. */
  async cheapRoute(tenantId: string): Promise<string | null> {
    const { routes } = await this.#parts.registry.settingsOf(tenantId);
    return routes.cheap === null ? null : 'route/cheap';
  }

  /** The route for what need not be the best model, `cheap` or else `fast`; null when neither is set. */
  async savingRoute(tenantId: string): Promise<string | null> {
    const { routes } = await this.#parts.registry.settingsOf(tenantId);
    if (routes.cheap !== null) return 'route/cheap';
    return routes.fast === null ? null : 'route/fast';
  }

  /**
   * The model for an agent, then its fallbacks, in order. `wanted` null takes the default route, else the first real
   * model, else the demo model. Throws `model_missing` when the wanted connection is gone.
   */
  async candidates(tenantId: string, wanted: string | null, facts: RequestFacts = {}): Promise<ChosenModel[]> {
    const settings = await this.#parts.registry.settingsOf(tenantId);
    const language = usesLanguages(settings.routes) ? detectLanguage(facts.question ?? '') : 'unknown';
    const choice: Choice = { routes: settings.routes, language, random: this.#parts.guards.random };
    const chosen: ChosenModel[] = [];
    let missing: AppError | null = null;
    for (const step of planModels(wanted, choice)) {
      const id = step === firstUsable ? await this.#parts.registry.firstUsable(settings) : step;
      const opened = await this.#open(tenantId, settings, id);
      if (!(opened instanceof AppError)) chosen.push(opened);
      else missing ??= opened;
    }
    if (chosen.length === 0) throw missing ?? missingModel(wanted ?? 'route/default');
    return this.#withVision(tenantId, settings, chosen, facts);
  }

  /** Pictures go to the vision route when no candidate can see them. */
  async #withVision(tenantId: string, settings: ModelSettings, chosen: ChosenModel[], facts: RequestFacts) {
    const { vision } = settings.routes;
    if (vision === null || facts.images !== true) return chosen;
    const sees = suited(chosen, { images: true, tools: false }).some(({ info }) => info?.capabilities.vision !== false);
    if (sees) return chosen;
    const opened = await this.#open(tenantId, settings, vision);
    return opened instanceof AppError ? chosen : [...chosen, opened];
  }

  /** Null when no embedding model is configured: search then ranks by words alone. `dimensions` null: the model's own. */
  async embedding(
    tenantId: string,
    wanted: string | null,
    dimensions: number | null = null,
  ): Promise<ChosenEmbedding | null> {
    const settings = await this.#parts.registry.settingsOf(tenantId);
    const id = wanted === null || wanted === 'route/embedding' ? settings.routes.embedding : wanted;
    if (id === null) return null;
    const { facts, name, info } = this.#embeddingFacts(settings, id);
    const connection = await facts.open();
    if (!connection.embeddingModel) throw missingModel(id);
    const model = connection.embeddingModel(name, dimensions ?? undefined);
    return {
      model: this.#parts.embeddings.wrap(tenantId, facts, model, info),
      dimensions: dimensions ?? info?.dimensions ?? null,
    };
  }

  #embeddingFacts(settings: ModelSettings, id: string) {
    const found = this.#parts.registry.find(settings, id);
    if (!found) throw missingModel(id);
    if (!found.isAllowed) throw forbiddenModel(id);
    return found;
  }

  async #open(tenantId: string, settings: ModelSettings, id: string): Promise<ChosenModel | AppError> {
    const found = this.#parts.registry.find(settings, id);
    if (!found) return missingModel(id);
    if (!found.isAllowed) return forbiddenModel(id);
    const { facts, name, info, parameters } = found;
    const connection = await facts.open().catch(asAppError);
    if (connection instanceof AppError) return connection;
    const place = { key: facts.key, tenantId, limits: facts.limits };
    const model = new GuardedModel(connection.languageModel(name), place, this.#parts.guards);
    return { model, info, parameters, provider: facts.plugin.manifest.type };
  }
}

/** A connection that cannot be opened is skipped like one that is missing; other errors are ours. */
function asAppError(error: unknown): AppError {
  if (AppError.is(error)) return error;
  throw error;
}

function missingModel(id: string): AppError {
  return new AppError('model_missing', {
    detail: `The model "${id}" is not available: its connection is missing or switched off. Choose another model for the agent, or add the connection under Admin → Models.`,
  });
}

function forbiddenModel(id: string): AppError {
  return new AppError('model_missing', {
    detail: `The model "${id}" is not among those your organization may use. Choose another model for the agent, or ask an administrator to allow it under Admin → Models.`,
  });
}
