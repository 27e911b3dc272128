import {
  addDocuments,
  createKnowledgeBase,
  getDocument,
  searchKnowledge,
} from '@agentforge/contracts/knowledge/endpoints';
import type { Document, KnowledgeBase } from '@agentforge/contracts/knowledge/schemas';
import type { SeededTenant } from '../../../../testing/seed-tenant.ts';

type Who = Pick<SeededTenant, 'client'>;

export function makeBase(who: Who, settings: object = {}): Promise<KnowledgeBase> {
  return who.client.call(createKnowledgeBase, { body: { name: 'Handbook', ...settings } });
}

export interface TestFile {
  name: string;
  content: string | Uint8Array;
  type?: string;
}

export async function upload(who: Who, baseId: string, ...files: TestFile[]): Promise<Document[]> {
  const form = new FormData();
  for (const { name, content, type } of files) {
    const part = typeof content === 'string' ? content : new Uint8Array(content);
    form.append('file', new Blob([part], type === undefined ? {} : { type }), name);
  }
  return (await who.client.call(addDocuments, { params: { knowledge_base_id: baseId }, body: form })).data;
}

/** Waits until the document is `ready` or `failed`; gives the states seen on the way. */
export async function settled(who: Who, id: string): Promise<Document & { seen: string[] }> {
  const seen: string[] = [];
  for (;;) {
    const document = await who.client.call(getDocument, { params: { document_id: id } });
    const state = `${document.status}/${document.progress.stage}`;
    if (seen.at(-1) !== state) seen.push(state);
    if (document.status === 'ready' || document.status === 'failed') return { ...document, seen };
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Adds what a JSON body names and waits for it. */
export async function added(who: Who, baseId: string, body: object): Promise<Document> {
  const answer = await who.client.raw(addDocuments, { params: { knowledge_base_id: baseId }, body: trustedBody(body) });
  const { data } = JSON.parse(await answer.text());
  return settled(who, data[0].id);
}

function trustedBody(body: object): FormData {
  // The client sends whatever it is given; bad bodies are part of what is tested.
  return body instanceof FormData ? body : (JSON.parse(JSON.stringify(body)) satisfies FormData);
}

export async function find(who: Who, baseId: string, query: string, options: object = {}) {
  return who.client.call(searchKnowledge, { params: { knowledge_base_id: baseId }, body: { query, ...options } });
}
