import type { Tx } from '@agentforge/db/database';
import type { BlobStore } from '@agentforge/plugin-kit/blob-store';
import type { KnowledgePort, ToolFunction, ToolPlugin } from '@agentforge/plugin-kit/tool';
import { writeEvent } from '../../platform/events/outbox.repository.ts';
import type { Room } from '../../platform/room.ts';
import type { PlatformServices } from '../../platform/services.ts';
import { addDocumentsVerb } from './add-documents.ts';
import { askKnowledgeVerb } from './ask-knowledge.ts';
import { findBases } from './bases.repository.ts';
import type { BuildServices } from './build-generation.ts';
import { createKnowledgeBaseVerb } from './create-knowledge-base.ts';
import { deleteDocumentVerb } from './delete-document.ts';
import { deleteKnowledgeBaseVerb } from './delete-knowledge-base.ts';
import { downloadDocumentVerb } from './download-document.ts';
import { getDocumentVerb } from './get-document.ts';
import { getDocumentContentVerb } from './get-document-content.ts';
import { getKnowledgeBaseVerb } from './get-knowledge-base.ts';
import { ingestDocument } from './ingest-document.handler.ts';
import { ingestDocumentJob } from './ingest-document.job.ts';
import { IngestQueue } from './ingest-queue.ts';
import type { ModelsPort } from './knowledge.ports.ts';
import { type KnowledgeBaseFacts, knowledgeFunctions } from './knowledge-functions.ts';
import { listChunksVerb } from './list-chunks.ts';
import { listDocumentsVerb } from './list-documents.ts';
import { listKnowledgeBasesVerb } from './list-knowledge-bases.ts';
import { watchDocuments } from './recover-documents.ts';
import { reindexDocumentVerb } from './reindex-document.ts';
import { removeLeftovers } from './remove-leftovers.handler.ts';
import { removeLeftoversJob } from './remove-leftovers.job.ts';
import { KnowledgeSearch } from './search.ts';
import { searchKnowledgeVerb } from './search-knowledge.ts';
import { SourceStore } from './source-store.ts';
import { updateKnowledgeBaseVerb } from './update-knowledge-base.ts';

export interface KnowledgeDeps
  extends Pick<PlatformServices, 'config' | 'clock' | 'database' | 'egress' | 'events' | 'jobs' | 'logger'> {
  blobs: BlobStore;
  models: ModelsPort;
  /** The `knowledge` tool plug-in: gives the search functions of agents their shape. */
  tool: ToolPlugin;
  extractWorkerUrl: URL;
}

/** What agents, chat and tools ask of knowledge. */
export interface KnowledgeDoor {
  /** Searches as this tenant. Throws `not_found` for bases that are not there. */
  search: KnowledgeSearch['search'];
  /** The port of `ToolContext`, for one tenant and one run. */
  portFor(tenantId: string, signal?: AbortSignal): KnowledgePort;
  /** The bases among `ids` that are there, for prompts and validation. */
  describeMany(tx: Tx, ids: readonly string[]): Promise<KnowledgeBaseFacts[]>;
  /** Whether all of them are there. */
  exists(tx: Tx, ids: readonly string[]): Promise<boolean>;
  /** One `search_…` function per base, names unique among them. */
  functionsFor(bases: readonly KnowledgeBaseFacts[]): ToolFunction[];
}

/** Documents worked on at once by one process; extraction runs in processes of its own. */
const concurrency = 2;

export function createKnowledgeRoom(deps: KnowledgeDeps): { room: Room; door: KnowledgeDoor } {
  const queue = new IngestQueue(deps.jobs);
  const store = new SourceStore({ ...deps, queue, now: () => deps.clock.now() });
  const search = new KnowledgeSearch(deps);
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
    name: 'knowledge',
    verbs: [
      listKnowledgeBasesVerb(),
      createKnowledgeBaseVerb(),
      getKnowledgeBaseVerb(),
      updateKnowledgeBaseVerb(queue),
      deleteKnowledgeBaseVerb(queue),
      listDocumentsVerb(),
      addDocumentsVerb({ store, queue, egress: deps.egress, maxBytes }),
      getDocumentVerb(),
      getDocumentContentVerb(),
      listChunksVerb(),
      downloadDocumentVerb(store),
      deleteDocumentVerb(queue),
      reindexDocumentVerb(queue),
      searchKnowledgeVerb(search),
      askKnowledgeVerb(search, deps.models),
    ],
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
  return { room, door: createDoor(deps, search) };
}

function createDoor(deps: KnowledgeDeps, search: KnowledgeSearch): KnowledgeDoor {
  return {
    search: search.search.bind(search),
    portFor: (tenantId, signal) => ({
      search: async (baseId, query, options) =>
        (await search.search(tenantId, [baseId], query, { ...options, signal })).passages,
    }),
    describeMany: async (tx, ids) => {
      const rows = await findBases(tx, ids);
      return rows.map(({ id, name, description, searchType }) => ({ id, name, description, searchType }));
    },
    exists: async (tx, ids) => (await findBases(tx, [...new Set(ids)])).length === new Set(ids).size,
    functionsFor: (bases) => knowledgeFunctions(deps.tool, bases),
  };
}
