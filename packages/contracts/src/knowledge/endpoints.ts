import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, listQuery, noContent, page } from '../shared/schemas.ts';
import {
  addDocumentBody,
  chunk,
  citation,
  createKnowledgeBaseBody,
  document,
  knowledgeBase,
  passage,
  searchType,
  updateKnowledgeBaseBody,
} from './schemas.ts';

const baseParams = z.strictObject({ knowledge_base_id: id('knowledge base') });
const documentParams = z.strictObject({ document_id: id('document') });

export const listKnowledgeBases = endpoint({
  id: 'knowledge.list',
  method: 'GET',
  path: '/api/v1/knowledge-bases',
  access: 'kb:read',
  summary: 'Knowledge bases',
  query: listQuery,
  answer: page(knowledgeBase),
});

export const createKnowledgeBase = endpoint({
  id: 'knowledge.create',
  method: 'POST',
  path: '/api/v1/knowledge-bases',
  access: 'kb:write',
  summary: 'Create a knowledge base',
  body: createKnowledgeBaseBody,
  answer: knowledgeBase,
  status: 201,
});

export const getKnowledgeBase = endpoint({
  id: 'knowledge.get',
  method: 'GET',
  path: '/api/v1/knowledge-bases/{knowledge_base_id}',
  access: 'kb:read',
  summary: 'One knowledge base',
  params: baseParams,
  answer: knowledgeBase,
  versioned: true,
});

export const updateKnowledgeBase = endpoint({
  id: 'knowledge.update',
  method: 'PATCH',
  path: '/api/v1/knowledge-bases/{knowledge_base_id}',
  access: 'kb:write',
  summary: 'Change a knowledge base; new chunk settings re-index its documents without a gap in search',
  params: baseParams,
  body: updateKnowledgeBaseBody,
  answer: knowledgeBase.extend({
    reprocess: z.object({ action: z.enum(['reindex', 'none']), documents: z.number().int() }),
  }),
  versioned: true,
});

export const deleteKnowledgeBase = endpoint({
  id: 'knowledge.delete',
  method: 'DELETE',
  path: '/api/v1/knowledge-bases/{knowledge_base_id}',
  access: 'kb:delete',
  summary: 'Delete a knowledge base with its documents',
  params: baseParams,
  answer: noContent,
  status: 204,
});

export const listDocuments = endpoint({
  id: 'documents.list',
  method: 'GET',
  path: '/api/v1/knowledge-bases/{knowledge_base_id}/documents',
  access: 'kb:read',
  summary: 'Documents with their progress',
  params: baseParams,
  query: listQuery.extend({ status: z.enum(['queued', 'processing', 'ready', 'failed']).optional() }),
  answer: page(document),
});

export const addDocuments = endpoint({
  id: 'documents.add',
  method: 'POST',
  path: '/api/v1/knowledge-bases/{knowledge_base_id}/documents',
  access: 'kb:write',
  summary: 'Add files (multipart `file`, repeatable), a URL, a text or a table',
  params: baseParams,
  /** Absent in a multipart request. */
  body: addDocumentBody.optional(),
  answer: z.object({ data: z.array(document) }),
  status: 202,
  transport: 'upload',
  maxBodyBytes: 24 * 1024 * 1024,
});

export const getDocument = endpoint({
  id: 'documents.get',
  method: 'GET',
  path: '/api/v1/documents/{document_id}',
  access: 'kb:read',
  summary: 'One document with its progress',
  params: documentParams,
  answer: document,
});

export const getDocumentContent = endpoint({
  id: 'documents.content',
  method: 'GET',
  path: '/api/v1/documents/{document_id}/content',
  access: 'kb:read',
  summary: 'The extracted text; citation locators are offsets into it',
  params: documentParams,
  query: z.strictObject({
    start: z.coerce.number().int().min(0).default(0),
    end: z.coerce.number().int().min(0).optional(),
  }),
  answer: z.object({ text: z.string(), start: z.number().int(), end: z.number().int(), total: z.number().int() }),
});

export const listChunks = endpoint({
  id: 'documents.chunks',
  method: 'GET',
  path: '/api/v1/documents/{document_id}/chunks',
  access: 'kb:read',
  summary: 'The pieces the document was split into',
  params: documentParams,
  query: listQuery,
  answer: page(chunk),
});

export const downloadDocument = endpoint({
  id: 'documents.download',
  method: 'GET',
  path: '/api/v1/documents/{document_id}/download',
  access: 'kb:read',
  summary: 'The original file',
  params: documentParams,
  answer: z.unknown(),
  transport: 'download',
});

export const deleteDocument = endpoint({
  id: 'documents.delete',
  method: 'DELETE',
  path: '/api/v1/documents/{document_id}',
  access: 'kb:delete',
  summary: 'Delete a document; search forgets it at once',
  params: documentParams,
  answer: noContent,
  status: 204,
});

export const reindexDocument = endpoint({
  id: 'documents.reindex',
  method: 'POST',
  path: '/api/v1/documents/{document_id}/reindex',
  access: 'kb:write',
  summary: 'Process the document again; the present index serves until the new one is whole',
  params: documentParams,
  answer: document,
  status: 202,
});

export const searchKnowledge = endpoint({
  id: 'knowledge.search',
  method: 'POST',
  path: '/api/v1/knowledge-bases/{knowledge_base_id}/search',
  access: 'kb:read',
  summary: 'Find passages',
  params: baseParams,
  body: z.strictObject({
    query: z.string().trim().min(1).max(4000),
    top_k: z.number().int().min(1).max(1000).default(5),
    search_type: searchType.optional(),
  }),
  answer: z.object({ data: z.array(passage), search_type: searchType }),
  audited: false,
});

export const askKnowledge = endpoint({
  id: 'knowledge.ask',
  method: 'POST',
  path: '/api/v1/knowledge-bases/{knowledge_base_id}/ask',
  access: 'kb:read',
  summary: 'A grounded answer with citations',
  params: baseParams,
  body: z.strictObject({
    query: z.string().trim().min(1).max(4000),
    top_k: z.number().int().min(1).max(20).default(5),
  }),
  answer: z.object({ answer: z.string(), citations: z.array(citation), model: z.string() }),
  audited: false,
  limitPerMinute: 60,
});
