import { json, moment, searchVector } from '@agentforge/db/column-types';
import { tenantReference, tenantTable, timestamps } from '@agentforge/db/tenant-table';
import type { PassageLocator } from '@agentforge/plugin-kit/tool';
import { sql } from 'drizzle-orm';
import { customType, index, integer, text, unique } from 'drizzle-orm/pg-core';

/** Without dimensions: each tenant's embedding model has its own. Ranked by an exact scan within one knowledge base. */
const anyVector = customType<{ data: string }>({ dataType: () => 'vector' });

export const knowledgeBases = tenantTable('knowledge_bases', {
  name: text('name').notNull(),
  description: text('description').notNull(),
  chunkSize: integer('chunk_size').notNull(),
  chunkOverlap: integer('chunk_overlap').notNull(),
  embeddingModel: text('embedding_model'),
  embeddingDimensions: integer('embedding_dimensions'),
  searchType: text('search_type', { enum: ['hybrid', 'semantic', 'keyword'] }).notNull(),
  revision: integer('revision').notNull().default(1),
  ...timestamps(),
});

export const documents = tenantTable(
  'documents',
  {
    knowledgeBaseId: text('knowledge_base_id').notNull(),
    title: text('title').notNull(),
    kind: text('kind', { enum: ['file', 'url', 'text', 'table'] }).notNull(),
    fileName: text('file_name'),
    mediaType: text('media_type'),
    /** `manifest.type` of the extractor; null until a URL was fetched. */
    extractorType: text('extractor_type'),
    bytes: integer('bytes'),
    sha256: text('sha256'),
    blobKey: text('blob_key'),
    url: text('url'),
    /** What a model must think of its content: anyone may have written it. */
    trust: text('trust', { enum: ['untrusted'] })
      .notNull()
      .default('untrusted'),
    addedBy: text('added_by').notNull(),
    status: text('status', { enum: ['queued', 'processing', 'ready', 'failed'] }).notNull(),
    stage: text('stage', {
      enum: ['waiting', 'fetching', 'extracting', 'chunking', 'embedding', 'indexing', 'done'],
    }).notNull(),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    error: text('error'),
    warnings: json<string[]>('warnings').notNull(),
    pages: integer('pages'),
    chunks: integer('chunks').notNull().default(0),
    textLength: integer('text_length').notNull().default(0),
    /** What search sees; null until the first index is whole. */
    liveGeneration: text('live_generation'),
    /** Embedding model of the live generation; null when it is searched by words alone. */
    liveModel: text('live_model'),
    /** What is being written, or is to be written next. */
    buildingGeneration: text('building_generation'),
    /** Embedding model the building generation began with. */
    buildingModel: text('building_model'),
    /** The generation a URL was last fetched for: a resumed job does not fetch again. */
    fetchedFor: text('fetched_for'),
    attempts: integer('attempts').notNull().default(0),
    leaseToken: text('lease_token'),
    leaseUntil: moment('lease_until'),
    ...timestamps(),
  },
  (table) => [
    tenantReference({ from: [table.tenantId, table.knowledgeBaseId], to: knowledgeBases, onDelete: 'cascade' }),
    index('documents_of_base').on(table.tenantId, table.knowledgeBaseId, table.id),
    index('documents_unfinished')
      .on(table.tenantId, table.status)
      .where(sql`${table.status} in ('queued', 'processing')`),
  ],
);

export const knowledgeChunks = tenantTable(
  'knowledge_chunks',
  {
    documentId: text('document_id').notNull(),
    knowledgeBaseId: text('knowledge_base_id').notNull(),
    generationId: text('generation_id').notNull(),
    position: integer('position').notNull(),
    text: text('text').notNull(),
    locator: json<PassageLocator>('locator').notNull(),
    search: searchVector('search').notNull(),
    embedding: anyVector('embedding'),
  },
  (table) => [
    tenantReference({ from: [table.tenantId, table.documentId], to: documents, onDelete: 'cascade' }),
    unique('knowledge_chunks_once').on(table.tenantId, table.generationId, table.position),
    index('knowledge_chunks_of_document').on(table.tenantId, table.documentId),
    index('knowledge_chunks_of_base').on(table.tenantId, table.knowledgeBaseId),
    index('knowledge_chunks_search').using('gin', table.search),
  ],
);

/** The extracted text in parts, so that a range of a long one is read without the rest. Offsets are UTF-16. */
export const documentTextParts = tenantTable(
  'document_text_parts',
  {
    documentId: text('document_id').notNull(),
    generationId: text('generation_id').notNull(),
    start: integer('start').notNull(),
    end: integer('end').notNull(),
    text: text('text').notNull(),
  },
  (table) => [
    tenantReference({ from: [table.tenantId, table.documentId], to: documents, onDelete: 'cascade' }),
    unique('document_text_parts_once').on(table.tenantId, table.generationId, table.start),
    index('document_text_parts_of_document').on(table.tenantId, table.documentId),
  ],
);
