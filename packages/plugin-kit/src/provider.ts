import type { z } from 'zod';
import type { EgressClient } from './http.ts';
import type { PluginManifest } from './manifest.ts';
import type { StreamTimeouts } from './model/stream-deadline.ts';
import type { EmbeddingModel, LanguageModel } from './model.ts';

export interface ModelCapabilities {
  tools: boolean;
  vision: boolean;
  pdf: boolean;
  jsonSchema: boolean;
  reasoning: boolean;
}

/** A model as the provider lists it or the catalogue knows it. Prices in US dollars per million tokens. */
export interface ModelInfo {
  /** The provider's own name of the model. */
  model: string;
  kind: 'chat' | 'embedding';
  capabilities: ModelCapabilities;
  contextWindow: number | null;
  maxOutputTokens: number | null;
  price: { input: number; output: number; cachedInput: number | null } | null;
  releasedOn: string | null;
  retiresOn: string | null;
  successor: string | null;
  dimensions?: number;
  /** Lengths of vectors this embedding model can be asked for; absent where it has one, or nobody knows. */
  dimensionChoices?: readonly number[];
}

/** Settings of a request, by the names agents store them under. */
export type ModelParameterName = 'temperature' | 'top_p' | 'max_tokens' | 'stop' | 'seed' | 'reasoning_effort';

export interface ProviderPorts {
  http: EgressClient;
  /** What the connection was set up with; absent members keep the plug-in's own. */
  timeouts?: Partial<StreamTimeouts>;
  /** For building ids `<connection>/<model>`. */
  connectionName: string;
}

/** One configured account at a provider. Holds the key; never shows it. */
export interface ProviderConnection {
  languageModel(model: string): LanguageModel;
  /** Absent where the provider offers none. `dimensions` asks for vectors of that length, and is part of the id: `…@256`. */
  embeddingModel?(model: string, dimensions?: number): EmbeddingModel;
  /** Live listing where the provider can, else the catalogue. Throws {@link ModelError}; the cheapest honest test of a key. */
  listModels(signal: AbortSignal): Promise<ModelInfo[]>;
}

export interface ProviderPlugin<Config extends z.ZodObject = z.ZodObject> {
  manifest: PluginManifest & {
    capabilities: { chat: boolean; embeddings: boolean; listsModels: boolean };
    /** Environment variables from which a read-only connection appears by itself: config field → variable. */
    environment: Record<string, string>;
    /** Whether this runs without a key on the user's own machine. */
    local: boolean;
  };
  /** Common names: `api_key` (secret), `base_url`. */
  config: Config;
  /** Known models with limits and prices, from the catalogue data file. */
  models: readonly ModelInfo[];
  /** Settings its models never have, or this one has not. Absent: all, reasoning effort where the model reasons. */
  lacks?(model: ModelInfo): readonly ModelParameterName[];
  /** May import its SDK lazily; called once per connection and cached. */
  connect(config: z.output<Config>, ports: ProviderPorts): Promise<ProviderConnection>;
}

/** Types a provider plug-in by its own config. */
export function defineProvider<Config extends z.ZodObject>(plugin: ProviderPlugin<Config>): ProviderPlugin<Config> {
  return plugin;
}
