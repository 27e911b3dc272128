import { listAuditRecords } from '@agentforge/contracts/audit/endpoints';
import {
  addDocuments,
  deleteDocument,
  getDocument,
  listChunks,
  reindexDocument,
  updateKnowledgeBase,
} from '@agentforge/contracts/knowledge/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import type { Database } from '@agentforge/db/database';
import type { EmbeddingModel } from '@agentforge/plugin-kit/model';
import { chunkDocument } from '@agentforge/rag/chunk';
import { hashEmbedding } from '@agentforge/rag/testing/hash-embedding';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { added, find, makeBase, settled } from '../../../testing/knowledge-world.ts';
import { type SourceServer, startSourceServer } from '../../../testing/source-server.ts';
import { openBlobStore } from '../../composition/plugins.ts';
import { workerUrl } from '../../composition/workers.ts';
import { silentLogger } from '../../platform/telemetry/logger.ts';
import type { BuildServices } from './build-generation.ts';
import { ingestDocument } from './ingest-document.handler.ts';
import { IngestQueue } from './ingest-queue.ts';
import { recoverDocuments } from './recover-documents.ts';
import { SourceStore } from './source-store.ts';

let world: World;
let source: SourceServer;
beforeAll(async () => {
  source = await startSourceServer();
  world = await createWorld({ environment: { EGRESS_ALLOW: source.host } });
  await world.first.client.call(createProvider, {
    body: {
      provider: 'openai-compatible',
      name: 'local',
      base_url: `http://${source.host}/v1`,
      // So that the job is seen to wait, not the call.
      options: { max_retries: 0 },
    },
  });
}, 60_000);
afterAll(async () => {
  await world.close();
  await source.close();
});

const ofBase = (id: string) => ({ params: { knowledge_base_id: id } });
const ofDocument = (id: string) => ({ params: { document_id: id } });
const rules = (count: number) =>
  Array.from({ length: count }, (_, at) => `Rule ${at}: the number ${at} is written on door ${at * 7}.`).join('\n\n');

interface ChunkRow {
  generation_id: string;
  position: number;
  text: string;
}

async function chunksOf(documentId: string): Promise<ChunkRow[]> {
  const { rows } = await world.database.withSystem('look at chunks', (tx) =>
    tx.query<ChunkRow>(
      'select generation_id, position, text from knowledge_chunks where document_id = $1 order by generation_id, position',
      [documentId],
    ),
  );
  return rows;
}

/** A document that no worker has: what the test does is all that happens to it. */
async function waitingDocument(baseId: string, text: string): Promise<string> {
  const { data } = await world.first.client.call(addDocuments, { ...ofBase(baseId), body: { title: 'Rules', text } });
  const id = data[0]?.id ?? '';
  await settled(world.first, id);
  await world.database.withSystem('as if it were new', async (tx) => {
    await tx.query('delete from knowledge_chunks where document_id = $1', [id]);
    await tx.query('delete from document_text_parts where document_id = $1', [id]);
    await tx.query("update documents set status = 'queued', live_generation = null, chunks = 0 where id = $1", [id]);
  });
  return id;
}

class Killed extends Error {}

/** A database that dies after so many transactions, as a process does: nothing later reaches it, not even the clean-up. */
function dyingAfter(database: Database, transactions: number): Database {
  let left = transactions;
  const withTenant: Database['withTenant'] = (tenantId, run, options) => {
    left -= 1;
    if (left < 0) return Promise.reject(new Killed('killed'));
    return database.withTenant(tenantId, run, options);
  };
  return { ...database, kind: database.kind, withTenant };
}

let embedded = 0;
/** Without the memory of the models room: it counts what is asked for. */
const countingModel: EmbeddingModel = {
  id: 'local/words',
  maxBatch: 64,
  embed: async (texts) => {
    embedded += texts.length;
    return { vectors: texts.map((text) => hashEmbedding(text)), inputTokens: undefined };
  },
};

function servicesOn(database: Database): BuildServices {
  const { platform } = world.server.application;
  const queue = new IngestQueue(platform.jobs);
  const blobs = openBlobStore(`${platform.config.dataDirectory}/blobs`);
  return {
    database,
    queue,
    egress: platform.egress,
    logger: silentLogger,
    models: {
      embedding: async (_tenantId, wanted) => (wanted === null ? null : { model: countingModel }),
    },
    store: new SourceStore({ blobs, database, queue, now: () => platform.clock.now() }),
    emit: async () => undefined,
    extractWorkerUrl: workerUrl('extract-worker'),
    maxBytes: 1024 * 1024,
  };
}

const facts = () => ({ id: 'job', attempt: 0, lastTry: false, signal: new AbortController().signal });

describe('a worker that is killed', () => {
  it('leaves nothing behind at any point: the next one finishes with every chunk once', async () => {
    const settings = { chunk_size: 200, chunk_overlap: 0, embedding_model: 'local/words' };
    const base = await makeBase(world.first, settings);
    const text = rules(2400);
    const blocks = text.split('\n\n').map((paragraph) => ({ kind: 'paragraph' as const, text: paragraph }));
    const expected = chunkDocument(blocks, { chunkSize: 200, overlap: 0 }).chunks.map((chunk) => chunk.text);
    const id = await waitingDocument(base.id, text);
    const data = { tenantId: world.first.tenantId, documentId: id };
    embedded = 0;
    let kills = 0;
    for (let after = 1; ; after += 1) {
      await ingestDocument(servicesOn(dyingAfter(world.database, after)), data, facts()).catch((error: unknown) => {
        expect(error).toBeInstanceOf(Killed);
      });
      const document = await world.first.client.call(getDocument, ofDocument(id));
      if (document.status === 'ready') break;
      kills += 1;
      const seen = await find(world.first, base.id, 'door 7', { search_type: 'keyword' });
      expect(seen.data).toEqual([]);
      await world.database.withSystem('the lease of the dead ends', (tx) =>
        tx.query("update documents set lease_until = now() - interval '1 second', attempts = 0 where id = $1", [id]),
      );
    }
    expect(kills).toBeGreaterThanOrEqual(6);
    // What is stored is not embedded again: at most the one batch in hand is lost with a worker.
    expect(embedded).toBeLessThanOrEqual(expected.length + 64 * kills);
    const rows = await chunksOf(id);
    expect(new Set(rows.map((row) => row.generation_id)).size).toBe(1);
    expect(rows.map((row) => row.position)).toEqual(expected.map((_, at) => at));
    expect(rows.map((row) => row.text)).toEqual(expected);
  }, 120_000);

  it('does not write any more once another one has its document', async () => {
    const base = await makeBase(world.first);
    const id = await waitingDocument(base.id, rules(300));
    const data = { tenantId: world.first.tenantId, documentId: id };
    const slow: Database = {
      ...world.database,
      kind: world.database.kind,
      withTenant: async (tenantId, run, options) => {
        const result = await world.database.withTenant(tenantId, run, options);
        await world.database.withSystem('someone takes it', (tx) =>
          tx.query("update documents set lease_token = 'other' where id = $1 and lease_token is not null", [id]),
        );
        return result;
      },
    };
    await ingestDocument(servicesOn(slow), data, facts());
    expect(await chunksOf(id)).toEqual([]);
    expect((await world.first.client.call(getDocument, ofDocument(id))).status).toBe('processing');
  });

  it('is noticed: documents of dead workers get a job again, and one that kills every worker fails', async () => {
    const base = await makeBase(world.first);
    const id = await waitingDocument(base.id, 'Lost and found is in room 3.');
    const { platform } = world.server.application;
    const services = { ...platform, queue: new IngestQueue(platform.jobs) };
    const die = (attempts: number) =>
      world.database.withSystem('a worker died', (tx) =>
        tx.query(
          `update documents set status = 'processing', lease_token = 'dead', attempts = $2,
             lease_until = now() - interval '2 minutes' where id = $1`,
          [id, attempts],
        ),
      );
    await die(1);
    await recoverDocuments(services, false);
    expect((await settled(world.first, id)).status).toBe('ready');
    await die(20);
    await recoverDocuments(services, false);
    expect(await settled(world.first, id)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('Split it'),
    });
  });
});

describe('re-indexing', () => {
  it('leaves no gap in search while chunk settings change, and removes the old generation', async () => {
    const base = await makeBase(world.first, { chunk_size: 4000, chunk_overlap: 0 });
    const document = await added(world.first, base.id, { title: 'Rules', text: rules(400) });
    const body = { chunk_size: 300 };
    const changed = await world.first.client.call(updateKnowledgeBase, { ...ofBase(base.id), body });
    expect(changed.reprocess).toEqual({ action: 'reindex', documents: 1 });
    let searches = 0;
    for (let status = ''; status !== 'ready'; searches += 1) {
      expect((await find(world.first, base.id, 'rule written on door 77')).data.length).toBeGreaterThan(0);
      status = (await world.first.client.call(getDocument, ofDocument(document.id))).status;
    }
    expect(searches).toBeGreaterThan(1);
    const after = await settled(world.first, document.id);
    expect(after.chunks).toBeGreaterThan(document.chunks);
    await expect.poll(async () => (await chunksOf(document.id)).length, { timeout: 15_000 }).toBe(after.chunks);
    const listed = await world.first.client.call(listChunks, { ...ofDocument(document.id), query: {} });
    expect(listed.data.every((chunk) => chunk.text.length <= 300)).toBe(true);
  });

  it('fetches an address again and keeps serving the old text when that fails', async () => {
    const url = `http://${source.host}/news`;
    source.pages.set('/news', { body: '<title>News</title><p>The lift is out of order.</p>' });
    const base = await makeBase(world.first);
    const document = await added(world.first, base.id, { url });
    source.pages.set('/news', { body: '<title>News</title><p>The lift works again.</p>' });
    await world.first.client.call(reindexDocument, ofDocument(document.id));
    await settled(world.first, document.id);
    expect((await find(world.first, base.id, 'lift')).data[0]?.text).toContain('works again');
    source.pages.delete('/news');
    await world.first.client.call(reindexDocument, ofDocument(document.id));
    expect(await settled(world.first, document.id)).toMatchObject({
      status: 'failed',
      error: expect.stringMatching('404'),
    });
    expect((await find(world.first, base.id, 'lift')).data[0]?.text).toContain('works again');
  });

  it('stops quietly when the document is deleted meanwhile', async () => {
    const base = await makeBase(world.first);
    const { data } = await world.first.client.call(addDocuments, {
      ...ofBase(base.id),
      body: { title: 'Rules', text: rules(2000) },
    });
    const id = data[0]?.id ?? '';
    await world.first.client.call(deleteDocument, ofDocument(id));
    const audit = await world.first.client.call(listAuditRecords, { query: { action: 'documents.delete' } });
    expect(JSON.stringify(audit.data)).toContain(id);
    await added(world.first, base.id, { title: 'Next', text: 'The next one is read all the same.' });
    expect(await chunksOf(id)).toEqual([]);
  });
});

describe('meaning', () => {
  it('embeds chunks, shows progress, waits out a busy model and finds by similarity', async () => {
    const base = await makeBase(world.first, { embedding_model: 'local/words', chunk_size: 200, chunk_overlap: 0 });
    source.failEmbeddings = 1000;
    const gate = Promise.withResolvers<void>();
    source.embeddingGate = gate.promise;
    const body = { title: 'Clauses', text: rules(900).replaceAll('Rule', 'Clause') };
    const { data } = await world.first.client.call(addDocuments, { ...ofBase(base.id), body });
    const id = data[0]?.id ?? '';
    const shown = () => world.first.client.call(getDocument, ofDocument(id));
    await expect.poll(shown, { timeout: 30_000 }).toMatchObject({ progress: { stage: 'embedding', done: 0 } });
    expect((await shown()).progress.total).toBeGreaterThan(100);
    gate.resolve();
    const waits = { status: 'queued', error: expect.stringContaining('tried again by itself') };
    await expect.poll(shown, { timeout: 30_000 }).toMatchObject(waits);
    source.failEmbeddings = 0;
    const document = await settled(world.first, id);
    expect(document).toMatchObject({ status: 'ready', error: null });
    const found = await find(world.first, base.id, 'Clause 5: the number 5 is written on door 35.', {
      search_type: 'semantic',
    });
    expect(found.search_type).toBe('semantic');
    expect(found.data[0]?.text).toContain('door 35');
    const { rows } = await world.database.withSystem('dimensions', (tx) =>
      tx.query<{ n: number }>(
        'select distinct vector_dims(embedding) as n from knowledge_chunks where document_id = $1',
        [document.id],
      ),
    );
    expect(rows).toEqual([{ n: hashEmbedding('x').length }]);
  }, 120_000);

  it('answers by words while another model builds its vectors, and when the model is away', async () => {
    const base = await makeBase(world.first, { embedding_model: 'local/words' });
    await added(world.first, base.id, { title: 'Tea', text: 'Tea is served at four.' });
    const body = { embedding_model: 'local/small' };
    await world.first.client.call(updateKnowledgeBase, { ...ofBase(base.id), body });
    expect((await find(world.first, base.id, 'when is tea served')).data).toHaveLength(1);
    source.failEmbeddings = 100;
    const away = await find(world.first, base.id, 'at what hour is tea served', { search_type: 'semantic' });
    expect(away).toMatchObject({ search_type: 'keyword', data: [{ title: 'Tea' }] });
    source.failEmbeddings = 0;
  });

  it('gives way to another model and to another length of vectors without a moment in which nothing is found', async () => {
    const settings = { embedding_model: 'local/words', chunk_size: 200, chunk_overlap: 0 };
    const base = await makeBase(world.first, settings);
    const document = await added(world.first, base.id, { title: 'Rules', text: rules(300) });
    const generationsOf = async () => new Set((await chunksOf(document.id)).map((chunk) => chunk.generation_id));
    const [old] = await generationsOf();
    const question = 'Rule 9: the number 9 is written on door 63.';
    // Known from now on: the server that is asked for new vectors is slow.
    await find(world.first, base.id, question, { search_type: 'semantic' });
    const changes = [
      { body: { embedding_dimensions: 16 }, length: 16 },
      { body: { embedding_model: 'local/small' }, length: 32 },
    ];
    for (const { body, length } of changes) {
      const gate = Promise.withResolvers<void>();
      source.embeddingGate = gate.promise;
      const changed = await world.first.client.call(updateKnowledgeBase, { ...ofBase(base.id), body });
      expect(changed.reprocess).toEqual({ action: 'reindex', documents: 1 });
      let searches = 0;
      for (let status = ''; status !== 'ready'; searches += 1) {
        const found = await find(world.first, base.id, question, { search_type: 'semantic' });
        expect(found).toMatchObject({ search_type: 'semantic', data: expect.anything() });
        expect(found.data.length).toBeGreaterThan(0);
        status = (await world.first.client.call(getDocument, ofDocument(document.id))).status;
        if (searches === 3) gate.resolve();
      }
      source.embeddingGate = Promise.resolve();
      expect(searches).toBeGreaterThan(3);
      const meaning = await find(world.first, base.id, question, { search_type: 'semantic' });
      expect(meaning).toMatchObject({ search_type: 'semantic', data: expect.anything() });
      await expect.poll(async () => (await generationsOf()).size, { timeout: 15_000 }).toBe(1);
      const { rows } = await world.database.withSystem('dimensions', (tx) =>
        tx.query<{ n: number }>(
          'select distinct vector_dims(embedding) as n from knowledge_chunks where document_id = $1',
          [document.id],
        ),
      );
      expect(rows).toEqual([{ n: length }]);
    }
    expect([...(await generationsOf())]).not.toEqual([old]);
  }, 60_000);

  it('is refused a length its model does not have, and told when a server does not keep to it', async () => {
    const { client } = world.first;
    await client.call(createProvider, { body: { provider: 'openai', name: 'openai', api_key: 'sk-0123456789' } });
    const make = (body: object) => makeBase(world.first, body);
    const large = { embedding_model: 'openai/text-embedding-3-large' };
    await expect(make({ ...large, embedding_dimensions: 4096 })).rejects.toMatchObject({
      status: 422,
      errors: [{ path: 'embedding_dimensions' }],
    });
    await expect(
      make({ embedding_model: 'openai/text-embedding-ada-002', embedding_dimensions: 256 }),
    ).rejects.toMatchObject({ status: 422 });
    const base = await make({ ...large, embedding_dimensions: 1024 });
    expect(base.embedding_dimensions).toBe(1024);
    const other = { embedding_model: 'openai/text-embedding-3-small' };
    const changed = await client.call(updateKnowledgeBase, { ...ofBase(base.id), body: other });
    expect(changed.embedding_dimensions).toBeNull();
    const stubborn = await make({ embedding_model: 'local/small', embedding_dimensions: 8 });
    const document = await added(world.first, stubborn.id, { title: 'Tea', text: 'Tea is served at four.' });
    expect(document).toMatchObject({ status: 'failed', error: expect.stringContaining('32 numbers instead of 8') });
  });

  it('never compares vectors of different models', async () => {
    const base = await makeBase(world.first, { embedding_model: 'local/words' });
    const document = await added(world.first, base.id, { title: 'Tea', text: 'Tea is served at four.' });
    const search = () => find(world.first, base.id, 'when is tea served', { search_type: 'semantic' });
    expect((await search()).search_type).toBe('semantic');
    await world.database.withSystem('an index of another model', (tx) =>
      tx.query("update documents set live_model = 'local/words@63' where id = $1", [document.id]),
    );
    expect((await search()).search_type).toBe('keyword');
  });
});
