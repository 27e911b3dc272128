import { AppError } from '@agentforge/kernel/errors';
import type { EmbeddingModel } from '@agentforge/plugin-kit/model';
import type { Chunk } from '@agentforge/rag/chunk';
import { toSearchText } from '@agentforge/rag/normalize';
import { indexedText, planBatches } from '@agentforge/rag/pipeline';
import type { BaseRow } from '../knowledge/index.ts';
import type { BuildServices } from './build-generation.ts';
import { countChunks, deleteChunks, insertChunks } from './generations.repository.ts';
import type { IngestLease } from './ingest-lease.ts';

const batchSize = 64;
/** Characters of one embedding request; providers limit tokens per request. */
const batchCharacters = 100_000;

/**
 * Writes the chunks in order, each batch in a transaction of its own. What a former try has written is counted and
 * skipped; since batches are whole, the count is the next position.
 */
export async function indexChunks(
  services: BuildServices,
  lease: IngestLease,
  base: BaseRow,
  document: { title: string; chunks: readonly Chunk[] },
): Promise<void> {
  const { tenantId } = lease.document;
  const embedding =
    (await services.models.embedding(tenantId, base.embeddingModel, base.embeddingDimensions))?.model ?? null;
  const done = await resume(services, lease, embedding?.id ?? null);
  const stage = embedding === null ? ('indexing' as const) : ('embedding' as const);
  const total = document.chunks.length;
  let written = done;
  await lease.write({ stage, done: written, total });
  const size = Math.min(batchSize, embedding?.maxBatch ?? batchSize);
  for (const { items } of planBatches(document.chunks.slice(done), size, batchCharacters)) {
    lease.signal.throwIfAborted();
    const texts = items.map((chunk) => indexedText(document.title, chunk));
    const vectors = embedding === null ? [] : await embed(embedding, texts, lease.signal);
    const rows = items.map((chunk, at) => ({
      position: chunk.index,
      text: chunk.text,
      locator: chunk.locator,
      searchText: toSearchText(texts[at] ?? chunk.text),
      embedding: vectors[at] ?? null,
    }));
    written += rows.length;
    await lease.write({ stage, done: written, total }, (tx) =>
      insertChunks(tx, lease.document, lease.generationId, rows),
    );
  }
}

/** How many chunks are there already. A generation begun with another embedding model begins anew. */
async function resume(services: BuildServices, lease: IngestLease, model: string | null): Promise<number> {
  const { tenantId } = lease.document;
  const { generationId } = lease;
  const there = await services.database.withTenant(tenantId, (tx) => countChunks(tx, generationId), { readOnly: true });
  if (there > 0 && lease.document.buildingModel === model) return there;
  await lease.write({ buildingModel: model }, async (tx) => {
    if (there > 0) await deleteChunks(tx, generationId);
  });
  return 0;
}

async function embed(model: EmbeddingModel, texts: string[], signal: AbortSignal): Promise<number[][]> {
  const { vectors } = await model.embed(texts, signal);
  if (vectors.length === texts.length && vectors.every((vector) => vector.length > 0)) return vectors;
  throw new AppError('upstream_failed', {
    detail: `The embedding model ${model.id} answered with ${vectors.length} vectors for ${texts.length} texts.`,
  });
}
