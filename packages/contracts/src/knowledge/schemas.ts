import { z } from 'zod';
import { id, rowPolicy, shortText, timestamp } from '../shared/schemas.ts';

export const searchType = z.enum(['hybrid', 'semantic', 'keyword']);

export const knowledgeBase = z
  .object({
    id: id('knowledge base'),
    name: z.string(),
    description: z.string(),
    chunk_size: z.number().int(),
    chunk_overlap: z.number().int(),
    embedding_model: z.string().nullable(),
    /** Length of the vectors asked for; null: the model's own. */
    embedding_dimensions: z.number().int().nullable(),
    search_type: searchType,
    documents: z.object({ total: z.number().int(), ready: z.number().int(), failed: z.number().int() }),
    chunks: z.number().int(),
    created_at: timestamp,
    updated_at: timestamp,
    policy: rowPolicy.optional(),
  })
  .meta({ id: 'KnowledgeBase' });

export type KnowledgeBase = z.output<typeof knowledgeBase>;

const chunking = {
  chunk_size: z.number().int().min(200).max(8000),
  chunk_overlap: z.number().int().min(0).max(2000),
};

const embeddingDimensions = z.number().int().min(1).max(16_000);

export const createKnowledgeBaseBody = z.strictObject({
  name: shortText(120),
  description: z.string().trim().max(2000).default(''),
  chunk_size: chunking.chunk_size.default(1000),
  chunk_overlap: chunking.chunk_overlap.default(150),
  embedding_model: z.string().max(200).nullable().default(null),
  embedding_dimensions: embeddingDimensions.nullable().default(null),
  search_type: searchType.default('hybrid'),
});

export const updateKnowledgeBaseBody = z.strictObject({
  name: shortText(120).optional(),
  description: z.string().trim().max(2000).optional(),
  chunk_size: chunking.chunk_size.optional(),
  chunk_overlap: chunking.chunk_overlap.optional(),
  embedding_model: z.string().max(200).nullable().optional(),
  embedding_dimensions: embeddingDimensions.nullable().optional(),
  search_type: searchType.optional(),
});

export const documentStage = z.enum(['waiting', 'fetching', 'extracting', 'chunking', 'embedding', 'indexing', 'done']);

export const document = z
  .object({
    id: id('document'),
    knowledge_base_id: id('knowledge base'),
    title: z.string(),
    kind: z.enum(['file', 'url', 'text', 'table']),
    file_name: z.string().nullable(),
    media_type: z.string().nullable(),
    bytes: z.number().int().nullable(),
    url: z.string().nullable(),
    status: z.enum(['queued', 'processing', 'ready', 'failed']),
    progress: z.object({ stage: documentStage, done: z.number().int(), total: z.number().int() }),
    /** Why it failed or waits, in plain words, with what to do. */
    error: z.string().nullable(),
    warnings: z.array(z.string()),
    pages: z.number().int().nullable(),
    chunks: z.number().int(),
    created_at: timestamp,
    updated_at: timestamp,
    policy: rowPolicy.optional(),
  })
  .meta({ id: 'Document' });

export type Document = z.output<typeof document>;

export const addDocumentBody = z.union([
  z.strictObject({ url: z.string().min(1).max(2048), title: shortText(300).optional() }),
  z.strictObject({ title: shortText(300), text: z.string().min(1).max(5_000_000) }),
  z.strictObject({
    title: shortText(300),
    table: z.strictObject({
      headers: z.array(z.string().max(500)).min(1).max(200),
      rows: z.array(z.array(z.string().max(10_000)).max(200)).max(50_000),
    }),
  }),
]);

export const locator = z
  .object({
    page: z.number().int().optional(),
    section: z.string().optional(),
    row: z.number().int().optional(),
    url: z.string().optional(),
    /** UTF-16 offsets into the document's extracted text (`GET /documents/{id}/content`). */
    start: z.number().int(),
    end: z.number().int(),
  })
  .meta({ id: 'Locator' });

export const passage = z
  .object({
    chunk_id: id('chunk'),
    document_id: id('document'),
    title: z.string(),
    text: z.string(),
    /** 0 to 1; higher is better. Comparable within one answer only. */
    score: z.number(),
    locator,
  })
  .meta({ id: 'Passage' });

export const citation = z
  .object({
    index: z.number().int(),
    document_id: id('document'),
    chunk_id: id('chunk'),
    title: z.string(),
    quote: z.string(),
    locator,
    /** Whether the passage really contains what the sentence says, by a check that does not ask the model. */
    supported: z.boolean(),
  })
  .meta({ id: 'Citation' });

export type Citation = z.output<typeof citation>;

export const chunk = z.object({ id: id('chunk'), index: z.number().int(), text: z.string(), locator });
