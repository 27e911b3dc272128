import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, noContent } from '../shared/schemas.ts';
import { cancelAllAnswer, runPause } from './schemas.ts';

/** One agent; without it the whole organization. */
const scope = { agent_id: id('agent').optional() };

export const cancelAllRuns = endpoint({
  id: 'runs.cancel_all',
  method: 'POST',
  path: '/api/v1/runs/cancel-all',
  access: 'security:admin',
  summary: 'Stop all runs at once: those that go on, wait for a person or are in doubt. With pause, no new ones begin',
  body: z.strictObject({
    ...scope,
    pause: z.boolean().default(false),
    /** Told to whoever meets the pause. */
    reason: z.string().trim().max(300).default(''),
  }),
  answer: cancelAllAnswer,
});

export const listRunPauses = endpoint({
  id: 'runs.pauses',
  method: 'GET',
  path: '/api/v1/run-pauses',
  access: 'signed-in',
  summary: 'What is paused: all agents, or some',
  answer: z.object({ data: z.array(runPause), next_cursor: z.null() }),
});

export const resumeRuns = endpoint({
  id: 'runs.resume',
  method: 'DELETE',
  path: '/api/v1/run-pauses',
  access: 'security:admin',
  summary: 'Let agents work again: one, or all of the organization (which does not resume agents paused by themselves)',
  query: z.strictObject(scope),
  answer: noContent,
  status: 204,
});
