import { readFileSync } from 'node:fs';
import { createRole } from '@agentforge/contracts/access/endpoints';
import { listAuditRecords } from '@agentforge/contracts/audit/endpoints';
import { createUser, login } from '@agentforge/contracts/identity/endpoints';
import {
  addDocuments,
  askKnowledge,
  createKnowledgeBase,
  deleteDocument,
  deleteKnowledgeBase,
  downloadDocument,
  getDocument,
  getDocumentContent,
  getKnowledgeBase,
  listChunks,
  listDocuments,
  listKnowledgeBases,
  reindexDocument,
  searchKnowledge,
  updateKnowledgeBase,
} from '@agentforge/contracts/knowledge/endpoints';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, strongPassword, type World } from '../../../testing/create-world.ts';
import { added, find, makeBase, settled, upload } from '../../../testing/knowledge-world.ts';
import type { SeededTenant } from '../../../testing/seed-tenant.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../../../plugins/extractors/pdf/fixtures/${name}`, import.meta.url));

let world: World;
let other: SeededTenant;
beforeAll(async () => {
  world = await createWorld();
  other = await world.addTenant('Other');
}, 60_000);
afterAll(() => world.close());

const ofBase = (id: string) => ({ params: { knowledge_base_id: id } });
const ofDocument = (id: string) => ({ params: { document_id: id } });

describe('from upload to answer', () => {
  it('takes files to search and to an answer with checked citations', async () => {
    const base = await makeBase(world.first);
    const files = await upload(
      world.first,
      base.id,
      { name: 'parking.txt', content: 'Parking is free for visitors.\n\nThe garage closes at 22:00.' },
      { name: 'travel-policy.pdf', content: fixture('travel-policy.pdf'), type: 'application/pdf' },
    );
    expect(files.map((file) => file.status)).toEqual(['queued', 'queued']);
    const [text, pdf] = await Promise.all(files.map((file) => settled(world.first, file.id)));
    expect(text).toMatchObject({ status: 'ready', error: null, chunks: 1, progress: { stage: 'done' } });
    expect(pdf).toMatchObject({ status: 'ready', pages: 3, media_type: 'application/pdf' });
    const found = await find(world.first, base.id, 'when does the garage close?');
    expect(found).toMatchObject({ search_type: 'keyword', data: [{ document_id: text?.id, title: 'parking.txt' }] });
    const body = { query: 'When does the garage close?' };
    const answer = await world.first.client.call(askKnowledge, { ...ofBase(base.id), body });
    expect(answer).toMatchObject({ model: 'demo/local', citations: [{ document_id: text?.id, supported: true }] });
    expect(answer.answer).toContain('The garage closes at 22:00. [');
    const [citation] = answer.citations;
    const range = { start: citation?.locator.start ?? 0, end: citation?.locator.end ?? 0 };
    const content = await world.first.client.call(getDocumentContent, { ...ofDocument(text?.id ?? ''), query: range });
    expect(content.text).toContain(citation?.quote);
    const audit = await world.first.client.call(listAuditRecords, { query: { action: 'documents.add' } });
    expect(JSON.stringify(audit.data)).toContain(text?.id);
  });

  it('finds nothing of another base', async () => {
    const [one, two] = [await makeBase(world.first), await makeBase(world.first)];
    await added(world.first, one.id, { title: 'One', text: 'Umbrellas are lent at the desk.' });
    await added(world.first, two.id, { title: 'Two', text: 'Umbrellas are sold in the shop.' });
    const found = await find(world.first, two.id, 'umbrellas', { top_k: 1000 });
    expect(found.data.map((passage) => passage.title)).toEqual(['Two']);
    const door = world.server.application.rooms.knowledge;
    const both = await door.search(world.first.tenantId, [one.id, two.id], 'umbrellas', { topK: 5 });
    expect(both.passages).toHaveLength(2);
    const facts = await world.database.withTenant(world.first.tenantId, (tx) =>
      door.describeMany(tx, [one.id, two.id]),
    );
    expect(door.functionsFor(facts).map((offered) => offered.name)).toEqual(['search_handbook', 'search_handbook_2']);
  });

  it('abstains when nothing was found, also in Arabic, and answers an empty base with an empty list', async () => {
    const base = await makeBase(world.first);
    for (const search_type of ['hybrid', 'semantic', 'keyword'] as const)
      expect((await find(world.first, base.id, 'anything', { search_type })).data).toEqual([]);
    expect((await find(world.first, base.id, '!!! ???')).data).toEqual([]);
    const ask = (query: string) => world.first.client.call(askKnowledge, { ...ofBase(base.id), body: { query } });
    expect(await ask('What is it?')).toMatchObject({ citations: [], answer: expect.stringContaining('found nothing') });
    expect((await ask('ما هذا؟')).answer).toContain('لم أجد');
  });
});

describe('knowledge bases', () => {
  it('are made, listed with counts, found by name, changed under If-Match and deleted', async () => {
    const base = await makeBase(world.first, { name: 'Payroll 100%' });
    await added(world.first, base.id, { title: 'A', text: 'Salaries are paid on the 25th.' });
    const listed = await world.first.client.call(listKnowledgeBases, { query: { q: '100%' } });
    expect(listed.data).toMatchObject([
      { id: base.id, documents: { total: 1, ready: 1, failed: 0 }, chunks: 1, policy: { edit: true, delete: true } },
    ]);
    const shown = await world.first.client.raw(getKnowledgeBase, ofBase(base.id));
    const etag = shown.headers.get('etag') ?? '';
    const change = (headers: Record<string, string>) =>
      world.first.client.raw(updateKnowledgeBase, { ...ofBase(base.id), body: { name: 'Pay' }, headers });
    const changed = await change({ 'if-match': etag });
    expect(await changed.json()).toMatchObject({ name: 'Pay', reprocess: { action: 'none', documents: 0 } });
    expect(changed.headers.get('etag')).not.toBe(etag);
    await expect(change({ 'if-match': etag })).rejects.toMatchObject({ status: 412 });
    await world.first.client.call(deleteKnowledgeBase, ofBase(base.id));
    await expect(world.first.client.call(getKnowledgeBase, ofBase(base.id))).rejects.toMatchObject({ status: 404 });
  });

  it('refuse an overlap as large as a chunk and unknown fields', async () => {
    await expect(makeBase(world.first, { chunk_size: 500, chunk_overlap: 500 })).rejects.toMatchObject({ status: 400 });
    await expect(makeBase(world.first, { tenant_id: other.tenantId })).rejects.toMatchObject({ status: 400 });
    const base = await makeBase(world.first, { chunk_size: 2000, chunk_overlap: 900 });
    const smaller = world.first.client.call(updateKnowledgeBase, { ...ofBase(base.id), body: { chunk_size: 800 } });
    await expect(smaller).rejects.toMatchObject({ status: 400 });
  });
});

describe('isolation', () => {
  it('answers every operation of another tenant as if nothing were there', async () => {
    const base = await makeBase(world.first);
    const secret = 'The vault code of the north branch is 7719.';
    const document = await added(world.first, base.id, { title: 'Vault', text: secret });
    const { client } = other;
    const text = { title: 'x', text: 'x' };
    const attempts = [
      client.call(getKnowledgeBase, ofBase(base.id)),
      client.call(updateKnowledgeBase, { ...ofBase(base.id), body: { name: 'mine' } }),
      client.call(deleteKnowledgeBase, ofBase(base.id)),
      client.call(listDocuments, { ...ofBase(base.id), query: {} }),
      client.call(addDocuments, { ...ofBase(base.id), body: text }),
      upload(other, base.id, { name: 'a.txt', content: 'x' }),
      client.call(searchKnowledge, { ...ofBase(base.id), body: { query: secret, top_k: 1000 } }),
      client.call(askKnowledge, { ...ofBase(base.id), body: { query: secret } }),
      client.call(getDocument, ofDocument(document.id)),
      client.call(getDocumentContent, { ...ofDocument(document.id), query: {} }),
      client.call(listChunks, { ...ofDocument(document.id), query: {} }),
      client.raw(downloadDocument, ofDocument(document.id)),
      client.call(deleteDocument, ofDocument(document.id)),
      client.call(reindexDocument, ofDocument(document.id)),
    ];
    const answers = await Promise.all(
      attempts.map((attempt) =>
        attempt.then(
          () => 200,
          (error) => error.status,
        ),
      ),
    );
    expect(answers).toEqual(attempts.map(() => 404));
    const own = await makeBase(other);
    await added(other, own.id, { title: 'Own', text: 'Our own vault has no code.' });
    const found = await find(other, own.id, secret, { top_k: 1000 });
    expect(found.data.map((passage) => passage.title)).toEqual(['Own']);
    expect((await client.call(listKnowledgeBases, { query: {} })).data.map(({ id }) => id)).toEqual([own.id]);
    expect((await settled(world.first, document.id)).status).toBe('ready');
  });

  it('needs the permission of each operation', async () => {
    const base = await makeBase(world.first);
    const role = await world.first.client.call(createRole, {
      body: { name: 'Readers', description: '', permissions: ['kb:read'] },
    });
    const body = { email: 'reader@first.test', password: strongPassword, role_ids: [role.id] };
    await world.first.client.call(createUser, { body });
    const session = await world.anonymous.call(login, { body: { email: body.email, password: strongPassword } });
    const client = world.clientFor(session.access_token);
    const shown = await client.call(getKnowledgeBase, ofBase(base.id));
    expect(shown.policy).toEqual({ edit: false, delete: false });
    const writes = await Promise.allSettled([
      client.call(createKnowledgeBase, { body: { name: 'x' } }),
      client.call(addDocuments, { ...ofBase(base.id), body: { title: 'x', text: 'x' } }),
      client.call(deleteKnowledgeBase, ofBase(base.id)),
    ]);
    for (const write of writes) expect(write).toMatchObject({ status: 'rejected', reason: { status: 403 } });
  });
});
