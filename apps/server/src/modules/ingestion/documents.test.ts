import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  addDocuments,
  deleteDocument,
  deleteKnowledgeBase,
  downloadDocument,
  getDocumentContent,
  listChunks,
  listDocuments,
} from '@agentforge/contracts/knowledge/endpoints';
import { makeDocx, paragraph } from '@agentforge/plugin-kit/testing/make-docx';
import { makePdf } from '@agentforge/plugin-kit/testing/make-pdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { added, find, formOf, makeBase, type TestFile, upload, uploaded } from '../../../testing/knowledge-world.ts';
import { makeXlsx } from '../../../testing/make-xlsx.ts';
import { type SourceServer, startSourceServer } from '../../../testing/source-server.ts';

let world: World;
let source: SourceServer;
beforeAll(async () => {
  source = await startSourceServer();
  world = await createWorld({ environment: { EGRESS_ALLOW: source.host, MAX_UPLOAD_MB: '1' } });
}, 60_000);
afterAll(async () => {
  await world.close();
  await source.close();
});

const ofBase = (id: string) => ({ params: { knowledge_base_id: id } });
const ofDocument = (id: string) => ({ params: { document_id: id } });
const fixture = (name: string) =>
  readFileSync(new URL(`../../../../../plugins/extractors/pdf/fixtures/${name}`, import.meta.url));

function storedFiles(): string[] {
  const root = path.join(world.server.application.platform.config.dataDirectory, 'blobs', world.first.tenantId);
  try {
    return readdirSync(root);
  } catch {
    return [];
  }
}

describe('formats', () => {
  const files: [TestFile, string][] = [
    [{ name: 'policy.pdf', content: fixture('travel-policy.pdf') }, 'travel'],
    [{ name: 'memo.docx', content: makeDocx(paragraph('The canteen opens at noon.')) }, 'when does the canteen open'],
    [
      {
        name: 'prices.xlsx',
        content: makeXlsx('Prices', [
          ['Item', 'Price'],
          ['Stapler', '12 EUR'],
        ]),
      },
      'stapler price',
    ],
    [{ name: 'rooms.csv', content: 'Room,Seats\nAtlas,12\nBorneo,4\n' }, 'seats of Borneo'],
    [{ name: 'note.txt', content: 'Fire drills happen every March.' }, 'fire drill'],
    [{ name: 'guide.md', content: '# Laptops\n\nReturn laptops to the *help desk*.' }, 'return laptop'],
    [{ name: 'page.html', content: '<h1>Gym</h1><p>The gym is on floor nine.</p>' }, 'which floor is the gym'],
  ];
  it.each(files)('reads $name', async (file, question) => {
    const base = await makeBase(world.first);
    const document = await uploaded(world.first, base.id, file);
    expect(document).toMatchObject({ status: 'ready', error: null, kind: 'file', file_name: file.name });
    const [first] = (await find(world.first, base.id, question)).data;
    expect(first?.document_id).toBe(document.id);
    const content = await world.first.client.call(getDocumentContent, { ...ofDocument(document.id), query: {} });
    expect(content.total).toBe(content.text.length);
    const { start = 0, end = 0 } = first?.locator ?? {};
    expect(first?.text).toContain(content.text.slice(start, end));
  });

  it('reads pasted text and tables', async () => {
    const base = await makeBase(world.first);
    const text = await added(world.first, base.id, { title: 'Dogs', text: 'Dogs are welcome on Fridays.' });
    const table = {
      headers: ['Code', 'Meaning'],
      rows: [
        ['E17', 'Door "open", again'],
        ['E18', 'No paper'],
      ],
    };
    const codes = await added(world.first, base.id, { title: 'Codes', table });
    expect([text.kind, codes.kind]).toEqual(['text', 'table']);
    const [first] = (await find(world.first, base.id, 'what does E17 mean')).data;
    expect(first).toMatchObject({ title: 'Codes', text: expect.stringContaining('Door "open", again') });
    const tooWide = { headers: ['a'], rows: [['1', '2']] };
    await expect(added(world.first, base.id, { title: 'x', table: tooWide })).rejects.toMatchObject({ status: 400 });
  });

  it('finds Arabic whatever its spelling', async () => {
    const base = await makeBase(world.first);
    await uploaded(world.first, base.id, { name: 'إجازات.pdf', content: fixture('leave-policy-arabic.pdf') });
    const text = 'تُقدَّم مطالبات المصروفات خلال ثلاثين يوماً وتُرفق بها الإيصالات.';
    await added(world.first, base.id, { title: 'المصروفات', text });
    const [first] = (await find(world.first, base.id, 'ارفاق ايصالات المصروفات')).data;
    expect(first?.title).toBe('المصروفات');
    const leave = await find(world.first, base.id, 'كم مدة الاجازه السنويه');
    expect(leave.data[0]?.title).toBe('إجازات.pdf');
  });
});

describe('addresses', () => {
  it('fetches a page through a redirect and shows its own title', async () => {
    source.pages.set('/old', { status: 302, location: '/page' });
    source.pages.set('/page', { body: '<title>Opening hours</title><p>The branch opens at half past eight.</p>' });
    const base = await makeBase(world.first);
    const url = `http://${source.host}/old`;
    const document = await added(world.first, base.id, { url });
    expect(document).toMatchObject({ status: 'ready', kind: 'url', title: 'Opening hours', url });
    const [first] = (await find(world.first, base.id, 'when does the branch open')).data;
    expect(first).toMatchObject({ title: 'Opening hours', locator: { url } });
  });

  it('says what is wrong with an address', async () => {
    source.pages.set('/private', { status: 403 });
    source.pages.set('/picture', { type: 'image/png', body: '\x89PNG' });
    const base = await makeBase(world.first);
    const reason = async (path: string) =>
      (await added(world.first, base.id, { url: `http://${source.host}${path}` })).error;
    expect(await reason('/nothing')).toContain('no page at this address');
    expect(await reason('/private')).toContain('without signing in');
    expect(await reason('/picture')).toMatch(/accepted|known/);
    for (const url of ['http://169.254.169.254/latest', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'not a url'])
      await expect(added(world.first, base.id, { url })).rejects.toMatchObject({ status: 422 });
  });
});

describe('what is refused', () => {
  it.each([
    ['program.exe', 'MZ\x90\x00\x03', 415],
    ['renamed.pdf', 'just text', 415],
    ['picture.txt', Buffer.from('89504e470d0a1a0a0000', 'hex'), 415],
    ['old.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 415],
    ['empty.txt', '', 422],
    ['large.txt', 'x'.repeat(1024 * 1024 + 1), 413],
  ])('%s is refused, with the files beside it, and nothing is left', async (name, content, status) => {
    const base = await makeBase(world.first);
    const before = storedFiles();
    const good = { name: 'good.txt', content: 'fine' };
    const sent = upload(world.first, base.id, good, { name, content }, good);
    await expect(sent).rejects.toMatchObject({ status, detail: expect.stringMatching(/\w{4}/) });
    expect((await world.first.client.call(listDocuments, { ...ofBase(base.id), query: {} })).data).toEqual([]);
    expect(storedFiles()).toEqual(before);
  });

  it('a request without a source, and a JSON body that poses as a file', async () => {
    const base = await makeBase(world.first);
    const send = (init: RequestInit) =>
      fetch(`${world.url}${addDocuments.path.replace('{knowledge_base_id}', base.id)}`, {
        ...init,
        method: 'POST',
        headers: { authorization: `Bearer ${world.first.token}`, ...init.headers },
      });
    expect((await send({ body: formOf() })).status).toBe(400);
    expect((await send({})).status).toBe(400);
    const posing = JSON.stringify({ file: { filepath: '/etc/passwd', originalFilename: 'a.txt' } });
    expect((await send({ body: posing, headers: { 'content-type': 'application/json' } })).status).toBe(400);
    const wrong = await send({ body: posing, headers: { 'content-type': 'multipart/form-data; boundary=x' } });
    expect(wrong.status).toBe(400);
    expect((await send({ body: posing, headers: { 'content-type': 'text/plain' } })).status).toBe(415);
  });

  it.each([
    ['broken.pdf', '%PDF-1.7\nnothing of a PDF', 'damaged'],
    ['locked.pdf', makePdf([[{ text: 'x', x: 50, y: 700, size: 12 }]], { user: 'u', owner: 'o' }), 'password'],
    ['pictures.pdf', makePdf([[]]), 'No text was found'],
    ['blank.txt', '  \n \n', 'No text was found'],
  ])('%s fails at once with the reason', async (name, content, reason) => {
    const base = await makeBase(world.first);
    const document = await uploaded(world.first, base.id, { name, content });
    expect(document).toMatchObject({ status: 'failed', chunks: 0, error: expect.stringContaining(reason) });
    const failed = await world.first.client.call(listDocuments, { ...ofBase(base.id), query: { status: 'failed' } });
    expect(failed.data.map(({ id }) => id)).toEqual([document.id]);
  });
});

describe('reading and deleting', () => {
  it('gives ranges of the text, chunks in order and the original as an attachment', async () => {
    const base = await makeBase(world.first, { chunk_size: 200, chunk_overlap: 0 });
    const text = Array.from({ length: 4000 }, (_, at) => `Rule ${at} says 😀 so.`).join('\n\n');
    const document = await uploaded(world.first, base.id, { name: 'ru"les ق\u202e;.txt', content: text });
    const { client } = world.first;
    const whole = await client.call(getDocumentContent, { ...ofDocument(document.id), query: {} });
    expect([whole.text === text, whole.total]).toEqual([true, text.length]);
    for (const start of [0, 65_530, 65_536, text.length - 5, text.length + 5]) {
      const part = await client.call(getDocumentContent, {
        ...ofDocument(document.id),
        query: { start, end: start + 20 },
      });
      expect(part.text).toBe(text.slice(start, start + 20));
    }
    const read: { index: number; text: string }[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = { limit: 100, ...(cursor === undefined ? {} : { cursor }) };
      const page = await client.call(listChunks, { ...ofDocument(document.id), query });
      read.push(...page.data);
      cursor = page.next_cursor;
    }
    expect(read.map((chunk) => chunk.index)).toEqual(Array.from({ length: document.chunks }, (_, at) => at));
    const file = await client.raw(downloadDocument, ofDocument(document.id));
    expect(await file.text()).toBe(text);
    expect(file.headers.get('content-disposition')).toBe(
      'attachment; filename="rules .txt"; filename*=UTF-8\'\'rules%20%D9%82%3B.txt',
    );
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('forgets a deleted document at once and removes its file', async () => {
    const base = await makeBase(world.first);
    const document = await added(world.first, base.id, { title: 'Gone', text: 'Elephants like peanuts.' });
    expect((await find(world.first, base.id, 'elephants')).data).toHaveLength(1);
    expect(storedFiles()).toContain(document.id);
    await world.first.client.call(deleteDocument, ofDocument(document.id));
    expect((await find(world.first, base.id, 'elephants')).data).toEqual([]);
    await expect.poll(storedFiles, { timeout: 15_000 }).not.toContain(document.id);
  });

  it('removes the files of a deleted base', async () => {
    const base = await makeBase(world.first);
    const [one, two] = [
      await added(world.first, base.id, { title: 'One', text: 'one' }),
      await added(world.first, base.id, { title: 'Two', text: 'two' }),
    ];
    await world.first.client.call(deleteKnowledgeBase, ofBase(base.id));
    const left = () => storedFiles().filter((name) => name === one.id || name === two.id);
    await expect.poll(left, { timeout: 15_000 }).toEqual([]);
    const rows = await world.database.withSystem('count', (tx) =>
      tx.query('select 1 from knowledge_chunks where knowledge_base_id = $1', [base.id]),
    );
    expect(rows.rows).toEqual([]);
  });
});
