import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { CallInput } from '@agentforge/client/client';
import { addDocuments, listDocuments } from '@agentforge/contracts/knowledge/endpoints';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { formOf, makeBase } from '../../../testing/knowledge-world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
}, 60_000);
afterAll(() => world.close());

const note = (content: string) => formOf({ name: 'note.txt', content });

async function send(baseId: string, key: string, body: NonNullable<CallInput<typeof addDocuments>['body']>) {
  const response = await world.first.client.raw(addDocuments, {
    params: { knowledge_base_id: baseId },
    headers: { 'idempotency-key': key },
    body,
  });
  return { text: await response.text(), replayed: response.headers.get('idempotency-replayed') };
}

const documentsOf = async (baseId: string) =>
  (await world.first.client.call(listDocuments, { params: { knowledge_base_id: baseId } })).data;

/** Files in the blob store, whoever they belong to. */
const filesIn = () =>
  readdirSync(path.join(world.server.application.platform.config.dataDirectory, 'blobs', world.first.tenantId)).length;

it('an upload repeated with its key is one document, and nothing of the repetition stays', async () => {
  const base = await makeBase(world.first);
  const first = await send(base.id, 'upload-1', note('The canteen opens at noon.'));
  expect(first.replayed).toBeNull();
  const files = filesIn();
  const again = await send(base.id, 'upload-1', note('The canteen opens at noon.'));
  expect(again).toEqual({ text: first.text, replayed: 'true' });
  expect(await documentsOf(base.id)).toHaveLength(1);
  expect(filesIn()).toBe(files);
});

it('the same key with another file, title or base is refused', async () => {
  const base = await makeBase(world.first);
  const other = await makeBase(world.first);
  await send(base.id, 'upload-2', note('First'));
  const files = filesIn();
  await expect(send(base.id, 'upload-2', note('Second'))).rejects.toMatchObject({
    status: 422,
    code: 'idempotency_mismatch',
  });
  await expect(send(other.id, 'upload-2', note('First'))).rejects.toMatchObject({ status: 422 });
  expect([await documentsOf(base.id), await documentsOf(other.id)].map((rows) => rows.length)).toEqual([1, 0]);
  expect(filesIn()).toBe(files);
});

it('texts hold to it too, and repetitions at the same time wait for the first', async () => {
  const base = await makeBase(world.first);
  const body = { title: 'Dogs', text: 'Dogs are welcome on Fridays.' };
  const answers = await Promise.all(Array.from({ length: 6 }, () => send(base.id, 'text-1', body)));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await documentsOf(base.id)).toHaveLength(1);
  await send(base.id, 'text-2', body);
  expect(await documentsOf(base.id)).toHaveLength(2);
});
