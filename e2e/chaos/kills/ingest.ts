import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@agentforge/client/client';
import {
  addDocuments,
  createKnowledgeBase,
  getDocument,
  listChunks,
  listDocuments,
} from '@agentforge/contracts/knowledge/endpoints';
import type { KillProof, KillStage, KillWorkload } from '../proof.ts';
import { allPages } from '../support/pages.ts';
import { modelId } from '../support/seed.ts';

/** C03: the process is killed while documents are read, split and embedded. */
export const killWhileIngesting: KillProof = {
  id: 'C03',
  promise:
    'killed while documents are read: each acknowledged one becomes ready, with every piece of its text exactly once',
  short: 30,
  full: 50,
  whenBroken: 4,
  breaks: ['ingest-recovery-off'],
  workload: createWorkload,
};

const atOnce = 3;
const limitMs = 60_000;

function createWorkload({ ledger }: KillStage): KillWorkload {
  const failures: string[] = [];
  /** Pieces of each text when nothing disturbs it. */
  const expected = new Map<string, string>();
  let baseId = '';
  let chunks = 0;
  let slowest = 0;

  async function add(client: Client, title: string, kind: string): Promise<void> {
    ledger.send(title, { kind });
    const body = { title, text: textOf(kind) };
    const { data } = await client.call(addDocuments, { params: { knowledge_base_id: baseId }, body });
    ledger.acknowledge(title, { document_id: data[0]?.id ?? '' });
  }

  async function checkDocument(client: Client, title: string, kind: string, id: string): Promise<void> {
    const pieces = await piecesOf(client, id);
    chunks += pieces.length;
    if (JSON.stringify(pieces) !== expected.get(kind))
      failures.push(`${title}: ${pieces.length} pieces are not those of an undisturbed document`);
  }

  return {
    prepare: async (client) => {
      const body = { name: 'Chaos', embedding_model: modelId, chunk_size: 200, chunk_overlap: 0 };
      baseId = (await client.call(createKnowledgeBase, { body })).id;
      for (const kind of kinds) await add(client, `undisturbed ${kind}`, kind);
      for (const { id, sent, acknowledged } of ledger.read()) {
        const documentId = acknowledged?.['document_id'] ?? '';
        const end = await waitForDocument(client, documentId, Date.now());
        if (end !== 'ready') throw new Error(`${id} is ${end} although nothing disturbed it`);
        expected.set(sent['kind'] ?? '', JSON.stringify(await piecesOf(client, documentId)));
      }
    },
    work: async (client, trial) => {
      const one = async (index: number) => add(client, `ingest-${trial}-${index}`, kinds[index % kinds.length] ?? '');
      await Promise.allSettled(Array.from({ length: atOnce }, (_, index) => one(index)));
    },
    recover: async (client, trial) => {
      const started = Date.now();
      for (const { id, acknowledged } of ledger.read().filter((entry) => entry.id.startsWith(`ingest-${trial}-`))) {
        const documentId = acknowledged?.['document_id'];
        if (documentId === undefined) continue;
        const end = await waitForDocument(client, documentId, started);
        if (end !== 'ready') failures.push(`${id}: ${end}`);
      }
      slowest = Math.max(slowest, Date.now() - started);
    },
    check: async (client) => {
      const params = { knowledge_base_id: baseId };
      const kept = await allPages((cursor) => client.call(listDocuments, { params, query: { limit: 100, ...cursor } }));
      for (const { id, sent, acknowledged } of ledger.read()) {
        const mine = kept.filter(({ title }) => title === id);
        if (mine.length > 1 || (acknowledged && mine.length === 0)) failures.push(`${id}: kept ${mine.length} times`);
        const document = mine[0];
        if (document?.status === 'ready') await checkDocument(client, id, sent['kind'] ?? '', document.id);
        else if (document) failures.push(`${id}: still ${document.status}. ${document.error ?? ''}`);
      }
      return failures;
    },
    figures: () => {
      const acknowledged = ledger.read().filter((entry) => entry.acknowledged !== null).length;
      return { acknowledged, 'pieces compared': chunks, 'slowest end after a restart, ms': slowest };
    },
  };
}

/** Short, long enough for several batches, and longer. */
const kinds = ['small', 'medium', 'large'];
const sentences: Record<string, number> = { small: 5, medium: 130, large: 200 };

function textOf(kind: string): string {
  const lines = Array.from({ length: sentences[kind] ?? 1 }, (_, index) => {
    return `Rule ${index} of the ${kind} text: whoever opens door ${index * 7} writes ${index * 13} into the book of the house.`;
  });
  return lines.join('\n\n');
}

async function piecesOf(client: Client, documentId: string): Promise<[number, string][]> {
  const params = { document_id: documentId };
  const pieces = await allPages((cursor) => client.call(listChunks, { params, query: { limit: 100, ...cursor } }));
  return pieces.map(({ index, text }) => [index, text]);
}

async function waitForDocument(client: Client, documentId: string, since: number): Promise<string> {
  let status = 'unknown';
  do {
    const document = await client.call(getDocument, { params: { document_id: documentId } }).catch(() => null);
    status = document ? document.status : 'gone';
    if (status === 'ready') return status;
    if (document?.status === 'failed') return `failed: ${document.error}`;
    await sleep(100);
  } while (Date.now() - since < limitMs);
  return `still ${status} after ${limitMs / 1000} s`;
}
