import {
  addDocuments,
  createKnowledgeBase,
  getDocument,
  searchKnowledge,
} from '@agentforge/contracts/knowledge/endpoints';
import type { addDocumentBody, Document, KnowledgeBase } from '@agentforge/contracts/knowledge/schemas';
import type { z } from 'zod';
import type { SeededTenant } from './seed-tenant.ts';

type Who = Pick<SeededTenant, 'client'>;

export function makeBase(who: Who, settings: object = {}): Promise<KnowledgeBase> {
  return who.client.call(createKnowledgeBase, { body: { name: 'Handbook', ...settings } });
}

export interface TestFile {
  name: string;
  content: string | Uint8Array;
  type?: string;
}

export function formOf(...files: TestFile[]): FormData {
  const form = new FormData();
  for (const { name, content, type } of files) {
    const part = typeof content === 'string' ? content : new Uint8Array(content);
    form.append('file', new Blob([part], type === undefined ? {} : { type }), name);
  }
  return form;
}

export async function upload(who: Who, baseId: string, ...files: TestFile[]): Promise<Document[]> {
  return (await who.client.call(addDocuments, { params: { knowledge_base_id: baseId }, body: formOf(...files) })).data;
}

/** Waits until the document is `ready` or `failed`. */
export async function settled(who: Who, id: string): Promise<Document> {
  for (;;) {
    const document = await who.client.call(getDocument, { params: { document_id: id } });
    if (document.status === 'ready' || document.status === 'failed') return document;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Adds what a JSON body names and waits for it. */
export async function added(who: Who, baseId: string, body: z.input<typeof addDocumentBody>) {
  const { data } = await who.client.call(addDocuments, { params: { knowledge_base_id: baseId }, body });
  return settled(who, data[0]?.id ?? '');
}

/** Uploads one file and waits for it. */
export async function uploaded(who: Who, baseId: string, file: TestFile) {
  const [document] = await upload(who, baseId, file);
  return settled(who, document?.id ?? '');
}

export function find(
  who: Who,
  baseId: string,
  query: string,
  options: { top_k?: number; search_type?: 'hybrid' | 'semantic' | 'keyword' } = {},
) {
  return who.client.call(searchKnowledge, { params: { knowledge_base_id: baseId }, body: { query, ...options } });
}
