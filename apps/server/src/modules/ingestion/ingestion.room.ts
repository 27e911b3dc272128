import type { BlobStore } from '@agentforge/plugin-kit/blob-store';
import { writeEvent } from '../../platform/events/outbox.repository.ts';
import type { Room } from '../../platform/room.ts';
import type { PlatformServices } from '../../platform/services.ts';
import type { KnowledgeDeps } from '../knowledge/index.ts';
import { addDocumentsVerb } from './add-documents.ts';
import type { BuildServices } from './build-generation.ts';
import { ingestDocument } from './ingest-document.handler.ts';
import { ingestDocumentJob } from './ingest-document.job.ts';
import { IngestQueue } from './ingest-queue.ts';
import type { EmbeddingsPort } from './ingestion.ports.ts';
import { watchDocuments } from './recover-documents.ts';
import { removeLeftovers } from './remove-leftovers.handler.ts';
import { removeLeftoversJob } from './remove-leftovers.job.ts';
import { SourceStore } from './source-store.ts';

export interface IngestionDeps
  extends Pick<PlatformServices, 'config' | 'clock' | 'database' | 'egress' | 'events' | 'jobs' | 'logger'> {
  blobs: BlobStore;
  models: EmbeddingsPort;
  extractWorkerUrl: URL;
}

/** Documents worked on at once by one process; extraction runs in processes of its own. */
const concurrency = 2;

/** The door is what the room `knowledge` asks for when documents change or go. */
export function createIngestionRoom(deps: IngestionDeps): { room: Room; door: KnowledgeDeps['ingestion'] } {
  const queue = new IngestQueue(deps.jobs);
  const store = new SourceStore({ ...deps, queue, now: () => deps.clock.now() });
  const maxBytes = deps.config.maxUploadBytes;
  const services: BuildServices = {
    ...deps,
    queue,
    store,
    maxBytes,
    emit: async (tx, tenantId, event) => {
      await writeEvent(tx, tenantId, event);
      tx.afterCommit(() => deps.events.poke());
    },
  };
  const room: Room = {
    name: 'ingestion',
    verbs: [addDocumentsVerb({ store, queue, egress: deps.egress, maxBytes })],
    defineJobs: (jobs) => {
      jobs.define(ingestDocumentJob);
      jobs.define(removeLeftoversJob);
    },
    startWork: async (jobs) => {
      await jobs.work(ingestDocumentJob, (data, facts) => ingestDocument(services, data, facts), { concurrency });
      await jobs.work(removeLeftoversJob, (data, facts) => removeLeftovers(deps, data, facts.signal));
      await watchDocuments({ ...deps, queue });
    },
  };
  return { room, door: queue };
}
