import { toolComplaints } from '@agentforge/plugin-kit/testing/tool-conformance';
import { toolContext } from '@agentforge/plugin-kit/testing/tool-context';
import type { ToolResult } from '@agentforge/plugin-kit/tool';
import { expect, test } from 'vitest';
import { agentTool } from './index.ts';

const id = 'tool_01j000000000000abcdefghjkm';
const config = agentTool.config.parse({ agent_id: 'agent_1' });

function offered() {
  const [only] = agentTool.functions({ id, name: 'Travel desk', description: 'Knows flights.', config });
  if (only === undefined) throw new Error('no function');
  return only;
}

test('conforms', () => {
  const samples = ['Travel desk', 'مكتب السفر', 'y'.repeat(200)].map((name) => ({ id, name, description: '', config }));
  expect(toolComplaints(agentTool, samples)).toEqual([]);
});

test('is named after the tool, and tells the model that the other agent knows nothing', () => {
  const { name, description, risk, idempotent } = offered();
  expect(name).toBe('ask_travel_desk');
  expect(description).toContain('Knows flights.');
  expect(description).toContain('tell it everything');
  expect({ risk, idempotent }).toEqual({ risk: 'read', idempotent: true });
});

test('asks its agent and hands on what it answers', async () => {
  const asked: string[][] = [];
  const answer: ToolResult = { ok: true, content: { answer: 'To Oslo at nine.' }, labels: ['untrusted'] };
  const agents = {
    ask: async (...parts: string[]) => {
      asked.push(parts);
      return answer;
    },
  };
  expect(await offered().execute({ message: '  Flights? ' }, toolContext({ agents }))).toEqual(answer);
  expect(asked).toEqual([['agent_1', 'Flights?']]);
});

test('says why it cannot ask', async () => {
  const { execute } = offered();
  expect((await execute({ message: 'Flights?' }, toolContext({}))).error).toContain('only from a conversation');
  const agents = { ask: () => Promise.reject(new Error('never')) };
  expect((await execute({ message: ' ' }, toolContext({ agents }))).error).toContain('empty');
});
