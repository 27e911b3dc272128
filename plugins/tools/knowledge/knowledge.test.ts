import { AppError } from '@agentforge/kernel/errors';
import { toolComplaints } from '@agentforge/plugin-kit/testing/tool-conformance';
import { toolContext } from '@agentforge/plugin-kit/testing/tool-context';
import type { KnowledgePort, Passage } from '@agentforge/plugin-kit/tool';
import { expect, test } from 'vitest';
import { knowledgeTool } from './index.ts';

const passages: Passage[] = ['First', 'Second'].map((title, index) => ({
  chunkId: `chunk_${index}`,
  documentId: `doc_${index}`,
  title,
  text: `text ${index}`,
  score: 1,
  locator: index === 0 ? { page: 3, start: 0, end: 6 } : { section: 'Fees', start: 7, end: 13 },
}));

function offered(config: object, name = 'Staff Handbook') {
  const parsed = knowledgeTool.config.parse({ knowledge_base_id: 'kb_1', ...config });
  const tool = { id: 'tool_01j000000000000abcdefghjkm', name, description: 'Rules for staff.', config: parsed };
  const [only] = knowledgeTool.functions(tool);
  if (only === undefined) throw new Error('no function');
  return only;
}

function portOf(search: KnowledgePort['search']) {
  return toolContext({ knowledge: { search } });
}

test('conforms', () => {
  const config = { knowledge_base_id: 'kb_1' };
  const samples = ['Handbook', 'دليل الموظفين', 'y'.repeat(200)].map((name) => ({
    id: 'tool_01j000000000000abcdefghjkm',
    name,
    description: '',
    config,
  }));
  expect(toolComplaints(knowledgeTool, samples)).toEqual([]);
});

test('is named after the tool and tells the model when to use it', () => {
  const { name, description, risk, idempotent } = offered({});
  expect(name).toBe('search_staff_handbook');
  expect(description).toContain('"Staff Handbook". Rules for staff. Use it whenever');
  expect([risk, idempotent]).toEqual(['read', true]);
  expect(offered({}, 'دليل').name).toBe('search_tool_0abcdefghjkm');
});

test('passes its settings on and numbers the passages', async () => {
  const asked: unknown[] = [];
  const context = portOf(async (...input) => {
    asked.push(input);
    return passages;
  });
  const result = await offered({ top_k: 7, search_type: 'keyword' }).execute({ query: ' fees? ' }, context);
  expect(asked).toEqual([['kb_1', 'fees?', { topK: 7, searchType: 'keyword' }]]);
  expect(result).toMatchObject({
    ok: true,
    labels: ['private', 'untrusted'],
    passages,
    content: {
      passages: [
        { number: 1, title: 'First', page: 3, text: 'text 0' },
        { number: 2, title: 'Second', section: 'Fees', text: 'text 1' },
      ],
    },
  });
});

test('nothing found, an empty query and a missing knowledge base are said in words', async () => {
  expect(await offered({}).execute({ query: 'x' }, toolContext())).toMatchObject({
    ok: true,
    passages: [],
    content: { note: /Nothing was found/ },
  });
  expect(await offered({}).execute({ query: '  ' }, toolContext())).toMatchObject({ ok: false, error: /empty/ });
  const gone = portOf(async () => {
    throw new AppError('not_found', { detail: 'There is no such knowledge base.' });
  });
  expect(await offered({}).execute({ query: 'x' }, gone)).toMatchObject({
    ok: false,
    error: 'There is no such knowledge base.',
  });
});

test.each([0, 21, 1.5])('top_k %d is refused', (top_k) => {
  expect(knowledgeTool.config.safeParse({ knowledge_base_id: 'kb_1', top_k }).success).toBe(false);
});
