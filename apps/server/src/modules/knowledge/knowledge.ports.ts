import type { EmbeddingModel, LanguageModel } from '@agentforge/plugin-kit/model';

/** What this room asks of the models room. */
export interface ModelsPort {
  /** Null when no embedding model is configured. Throws `model_missing` when the wanted one is gone. */
  embedding(tenantId: string, wanted: string | null): Promise<{ model: EmbeddingModel } | null>;
  /** The default model, then its fallbacks. Throws `model_missing`. */
  candidates(tenantId: string, wanted: string | null): Promise<readonly { model: LanguageModel }[]>;
}
