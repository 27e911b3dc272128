import { expect, it } from 'vitest';
import { memoryUse } from './run-memory.ts';

const input = { question: 'I prefer tea.', verdicts: [], timezone: 'UTC', attachments: [] };
const remembering = { memory_enabled: true };

it.each([
  ['a person’s own message', remembering, {}, input, { reads: true, adds: true }],
  ['an agent without memory', { memory_enabled: false }, {}, input, { reads: false, adds: false }],
  ['what another agent asks', remembering, { parentRunId: 'run_1' }, input, { reads: true, adds: false }],
  ['what somebody else sent', remembering, {}, { ...input, outside: 'webhook' }, { reads: false, adds: false }],
  ['a history of the client’s', remembering, {}, { ...input, history: [] }, { reads: false, adds: false }],
])('memory with %s', (_name, definition, run, given, use) => {
  expect(memoryUse(definition, run, given)).toEqual(use);
});
