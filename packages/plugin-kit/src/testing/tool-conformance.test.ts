import { expect, test } from 'vitest';
import { z } from 'zod';
import { field, secretField } from '../manifest.ts';
import { defineTool } from '../tool.ts';
import { toolComplaints } from './tool-conformance.ts';

const good = defineTool({
  manifest: {
    type: 'good',
    name: 'Good',
    description: 'Does something useful for a person.',
    icon: 'plug',
    category: 'integration',
  },
  config: z.object({ token: secretField({ title: 'Token' }) }),
  functions: () => [
    {
      name: 'go',
      description: 'Goes.',
      parameters: { type: 'object', properties: { a: {} }, required: ['a'] },
      risk: 'read',
      idempotent: true,
      execute: async () => ({ ok: true, content: null }),
    },
  ],
});

const sample = { id: 'tool_1', name: 'x', description: '', config: {} };

test('a good plug-in has no complaints; samples are required', () => {
  expect(toolComplaints(good, [sample])).toEqual([]);
  expect(toolComplaints(good, [])).toEqual(['there are no samples']);
});

test('an unflagged secret, an untitled field and a poor manifest are found', () => {
  const bad = defineTool({
    manifest: { ...good.manifest, type: 'Bad Type', description: 'bad', icon: 'No Icon', name: '' },
    config: z.object({ api_key: field(z.string().default('x'), { title: 'Key' }), plain: z.string().default('') }),
    functions: () => [],
  });
  expect(toolComplaints(bad, [sample])).toHaveLength(6);
});

test.each([
  [{ name: 'has space' }],
  [{ description: ' ' }],
  [{ parameters: { type: 'string' } }],
  [{ parameters: { type: 'object', properties: { 'a.b[c]': {} } } }],
  [{ parameters: { type: 'object', properties: {}, required: ['missing'] } }],
  [{ parameters: { type: 'object', properties: {}, extra: undefined, when: new Date(0) } }],
])('a function with %j is found', (change) => {
  const [first] = good.functions({ ...sample, config: { token: undefined } });
  if (first === undefined) throw new Error('no function');
  const bad = defineTool({ ...good, functions: () => [{ ...first, ...change }] });
  expect(toolComplaints(bad, [sample])).toHaveLength(1);
});
