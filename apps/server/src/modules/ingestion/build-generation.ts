import type { Database, Tx } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import { assertInvariant } from '@agentforge/kernel/trust';
import { defaultExtractLimits, type ExtractedDocument } from '@agentforge/plugin-kit/extractor';
import { type ChunkedDocument, chunkDocument } from '@agentforge/rag/chunk';
import { extractInWorker } from '@agentforge/rag/extract/extract-document';
import type { EgressGuard } from '../../platform/egress/egress.ts';
import type { DomainEvent } from '../../platform/events/domain-event.ts';
import type { Logger } from '../../platform/telemetry/logger.ts';
import type { BaseRow } from '../knowledge/index.ts';
import { fetchSource } from './fetch-source.ts';
import { countChunks, insertText } from './generations.repository.ts';
import { indexChunks } from './index-chunks.ts';
import { flipGeneration } from './ingest.repository.ts';
import type { IngestLease } from './ingest-lease.ts';
import type { IngestQueue } from './ingest-queue.ts';
import type { EmbeddingsPort } from './ingestion.ports.ts';
import type { SourceStore } from './source-store.ts';

export interface BuildServices {
  database: Database;
  egress: EgressGuard;
  logger: Logger;
  models: EmbeddingsPort;
  queue: IngestQueue;
  store: SourceStore;
  /** Tells other rooms, once the transaction commits. */
  emit(tx: Tx, tenantId: string, event: DomainEvent): Promise<void>;
  extractWorkerUrl: URL;
  maxBytes: number;
}

const extractTimeoutMs = 180_000;

/** What the steps need of the document's source. */
export interface Source {
  title: string;
  blobKey: string;
  fileName: string;
  mediaType: string;
  extractorType: string;
}

/** From the source to the flip. A step that is done already is not done again. */
export async function buildGeneration(services: BuildServices, lease: IngestLease, base: BaseRow): Promise<void> {
  const fetched = await sourceOf(services, lease);
  await lease.report('extracting');
  const extracted = await extract(services, lease, fetched);
  const source = await titled(lease, fetched, extracted);
  await lease.report('chunking');
  const chunked = chunkDocument(extracted.blocks, { chunkSize: base.chunkSize, overlap: base.chunkOverlap });
  if (chunked.chunks.length === 0) throw withoutText(extracted.warnings);
  await lease.write({}, (tx) => insertText(tx, lease.document, lease.generationId, chunked.documentText));
  await indexChunks(services, lease, base, { title: source.title, chunks: chunked.chunks });
  await flip(services, lease, extracted, chunked);
}

async function sourceOf(services: BuildServices, lease: IngestLease): Promise<Source> {
  const { document } = lease;
  if (document.kind === 'url' && document.fetchedFor !== lease.generationId) return fetchSource(services, lease);
  const { blobKey, fileName, mediaType, extractorType } = document;
  assertInvariant(blobKey && mediaType && extractorType, 'a document that was received has its file');
  return { title: document.title, blobKey, fileName: fileName ?? '', mediaType, extractorType };
}

async function extract(services: BuildServices, lease: IngestLease, source: Source): Promise<ExtractedDocument> {
  const parts: Uint8Array[] = [];
  for await (const part of await services.store.blobs.get(source.blobKey)) parts.push(part);
  return extractInWorker({
    workerUrl: services.extractWorkerUrl,
    extractorType: source.extractorType,
    bytes: Buffer.concat(parts),
    fileName: source.fileName,
    mediaType: source.mediaType,
    limits: defaultExtractLimits,
    timeoutMs: extractTimeoutMs,
    signal: lease.signal,
  });
}

/** A page added without a title takes its own. */
async function titled(lease: IngestLease, source: Source, extracted: ExtractedDocument): Promise<Source> {
  const own = extracted.title?.replaceAll('\0', '').toWellFormed().replace(/\s+/g, ' ').trim().slice(0, 300);
  const { document } = lease;
  if (document.kind !== 'url' || !own || document.title !== document.url?.slice(0, 300)) return source;
  await lease.write({ title: own });
  return { ...source, title: own };
}

function withoutText(warnings: readonly string[]): AppError {
  const why = warnings.slice(0, 2).join(' ');
  return new AppError('rule_broken', {
    detail: `No text was found in this document. ${why || 'If its pages are pictures, run text recognition (OCR) on it first and upload the result.'}`,
  });
}

async function flip(
  services: BuildServices,
  lease: IngestLease,
  extracted: ExtractedDocument,
  chunked: ChunkedDocument,
): Promise<void> {
  const { tenantId, id } = lease.document;
  const facts = {
    chunks: chunked.chunks.length,
    pages: extracted.pages,
    textLength: chunked.documentText.length,
    warnings: extracted.warnings.slice(0, 20),
  };
  await services.database.withTenant(tenantId, async (tx) => {
    assertInvariant(
      (await countChunks(tx, lease.generationId)) === facts.chunks,
      'a generation goes live only with every chunk, once',
    );
    lease.check(await flipGeneration(tx, id, lease.token, facts));
    await services.queue.removeLeftovers(tx, tenantId, id);
    await services.emit(tx, tenantId, { type: 'document.indexed', data: { document_id: id, chunks: facts.chunks } });
  });
}
