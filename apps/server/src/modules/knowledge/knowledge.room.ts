import type { Tx } from '@agentforge/db/database';
import type { BlobStore } from '@agentforge/plugin-kit/blob-store';
import type { KnowledgePort, ToolFunction, ToolPlugin } from '@agentforge/plugin-kit/tool';
import type { Room } from '../../platform/room.ts';
import type { PlatformServices } from '../../platform/services.ts';
import { askKnowledgeVerb } from './ask-knowledge.ts';
import { findBases } from './bases.repository.ts';
import { createKnowledgeBaseVerb } from './create-knowledge-base.ts';
import { deleteDocumentVerb } from './delete-document.ts';
import { deleteKnowledgeBaseVerb } from './delete-knowledge-base.ts';
import { downloadDocumentVerb } from './download-document.ts';
import { getDocumentVerb } from './get-document.ts';
import { getDocumentContentVerb } from './get-document-content.ts';
import { getKnowledgeBaseVerb } from './get-knowledge-base.ts';
import type { EmbeddingSizes, IngestionPort, ModelsPort } from './knowledge.ports.ts';
import { type KnowledgeBaseFacts, knowledgeFunctions } from './knowledge-functions.ts';
import { listChunksVerb } from './list-chunks.ts';
import { listDocumentsVerb } from './list-documents.ts';
import { listKnowledgeBasesVerb } from './list-knowledge-bases.ts';
import { reindexDocumentVerb } from './reindex-document.ts';
import { KnowledgeSearch } from './search.ts';
import { searchKnowledgeVerb } from './search-knowledge.ts';
import { updateKnowledgeBaseVerb } from './update-knowledge-base.ts';

export interface KnowledgeDeps extends Pick<PlatformServices, 'database' | 'logger'> {
  ingestion: IngestionPort;
  embeddings: EmbeddingSizes;
  blobs: BlobStore;
  models: ModelsPort;
  /** The `knowledge` tool plug-in: gives the search functions of agents their shape. */
  tool: ToolPlugin;
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

export function createKnowledgeRoom(deps: KnowledgeDeps): { room: Room; door: KnowledgeDoor } {
  const { ingestion } = deps;
  const search = new KnowledgeSearch(deps);
  const room: Room = {
    name: 'knowledge',
    verbs: [
      listKnowledgeBasesVerb(),
      createKnowledgeBaseVerb(deps.embeddings),
      getKnowledgeBaseVerb(),
      updateKnowledgeBaseVerb(ingestion, deps.embeddings),
      deleteKnowledgeBaseVerb(ingestion),
      listDocumentsVerb(),
      getDocumentVerb(),
      getDocumentContentVerb(),
      listChunksVerb(),
      downloadDocumentVerb(deps.blobs),
      deleteDocumentVerb(ingestion),
      reindexDocumentVerb(ingestion),
      searchKnowledgeVerb(search),
      askKnowledgeVerb(search, deps.models),
    ],
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
