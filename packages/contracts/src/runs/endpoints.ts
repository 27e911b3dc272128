import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id } from '../shared/schemas.ts';
import { replayBody, replayedRun, runComparison, runTrace } from './schemas.ts';

const runParams = z.strictObject({ run_id: id('run') });

export const getRunTrace = endpoint({
  id: 'runs.trace',
  method: 'GET',
  path: '/api/v1/runs/{run_id}/trace',
  access: 'agents:execute',
  summary: 'A run as a tree with its place in time: guardrails, model turns, tool calls, approvals, passages',
  description: 'Prompts and thinking are in it for those who may write agents.',
  params: runParams,
  answer: runTrace,
});

export const replayRun = endpoint({
  id: 'runs.replay',
  method: 'POST',
  path: '/api/v1/runs/{run_id}/replay',
  access: 'agents:write',
  summary: 'Try an ended run again from one of its turns, with another prompt, model or tool result',
  description:
    'Tools are not called and nothing is searched: recorded results are given again, and a call without one is answered with a note. Only the model is asked anew. The replay is a run of its own, outside the conversation; follow it like any other run.',
  params: runParams,
  body: replayBody,
  answer: replayedRun,
  status: 202,
  limitPerMinute: 60,
});

export const compareRuns = endpoint({
  id: 'runs.compare',
  method: 'GET',
  path: '/api/v1/runs/{run_id}/comparison',
  access: 'agents:execute',
  summary:
    'Two runs side by side, turn by turn: what differs in prompt, model, text, calls, results, tokens, cost and time',
  params: runParams,
  query: z.strictObject({ with: id('run') }),
  answer: runComparison,
});
