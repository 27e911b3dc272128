import { readFileSync } from 'node:fs';
import { askKnowledge } from '@agentforge/contracts/knowledge/endpoints';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { find, makeBase, settled, upload } from './testing/knowledge-world.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../../../plugins/extractors/pdf/fixtures/${name}`, import.meta.url));

let world: World;
beforeAll(async () => {
  world = await createWorld();
}, 60_000);
afterAll(() => world.close());

describe('knowledge', () => {
  it('takes a file from upload to search and to an answer with citations', async () => {
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
    expect(found.data[0]).toMatchObject({ document_id: text?.id, title: 'parking.txt' });
    const answer = await world.first.client.call(askKnowledge, {
      params: { knowledge_base_id: base.id },
      body: { query: 'When does the garage close?' },
    });
    expect(answer).toMatchObject({ model: 'demo/local', citations: [{ document_id: text?.id, supported: true }] });
    expect(answer.answer).toContain('The garage closes at 22:00. [');
  }, 60_000);
});
