import type { Tx } from '@agentforge/db/database';
import type { EmbeddingModel, LanguageModel } from '@agentforge/plugin-kit/model';

/** What becomes of documents, in the transaction that changes them; the room `ingestion` provides it. */
export interface IngestionPort {
  /** Has them read anew; call it after their rows are written. */
  enqueue(tx: Tx, tenantId: string, documentIds: readonly string[]): Promise<void>;
  /** Their blobs are removed once the transaction is committed. */
  abandon(tx: Tx, tenantId: string, blobKeys: readonly string[]): Promise<void>;
}

/** Lengths of vectors; the room `models` knows them. */
export interface EmbeddingSizes {
  /** Why the model (null: that of the embedding route) cannot be asked for vectors of this length, or null. */
  problemOf(tx: Tx, model: string | null, dimensions: number): Promise<string | null>;
}

/** What this room asks of the models room. */
export interface ModelsPort {
  /** Null when no embedding model is configured. Throws `model_missing` when the wanted one is gone. */
  embedding(
    tenantId: string,
    wanted: string | null,
    dimensions: number | null,
  ): Promise<{ model: EmbeddingModel } | null>;
  /** The default model, then its fallbacks. Throws `model_missing`. */
  candidates(tenantId: string, wanted: string | null): Promise<readonly { model: LanguageModel }[]>;
}
