import type { EmbeddingModel } from '@agentforge/plugin-kit/model';

/** What this room asks of the models. */
export interface EmbeddingsPort {
  /** Null when no embedding model is configured. Throws `model_missing` when the wanted one is gone. */
  embedding(
    tenantId: string,
    wanted: string | null,
    dimensions: number | null,
  ): Promise<{ model: EmbeddingModel } | null>;
}
