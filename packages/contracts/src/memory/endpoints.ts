import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, noContent, timestamp } from '../shared/schemas.ts';

/** Something a person has said of themselves, which an agent keeps in mind in their next conversations. */
export const memory = z
  .object({
    id: id('memory'),
    agent_id: id('agent'),
    text: z.string(),
    /** Where it was said; null once the person has worded it themselves. */
    source: z.object({ run_id: id('run'), message_id: id('message') }).nullable(),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'Memory' });

export type Memory = z.output<typeof memory>;

const agentParams = z.strictObject({ agent_id: id('agent') });
const memoryParams = z.strictObject({ agent_id: id('agent'), memory_id: id('memory') });

export const listMemory = endpoint({
  id: 'memory.list',
  method: 'GET',
  path: '/api/v1/agents/{agent_id}/memory',
  access: 'agents:execute',
  summary: 'What an agent remembers of me, newest first; at most 200',
  params: agentParams,
  answer: z.object({ data: z.array(memory), next_cursor: z.null() }),
});

export const forgetMemory = endpoint({
  id: 'memory.forget_all',
  method: 'DELETE',
  path: '/api/v1/agents/{agent_id}/memory',
  access: 'agents:execute',
  summary: 'Erase all that an agent remembers of me',
  params: agentParams,
  answer: noContent,
  status: 204,
});

export const correctMemory = endpoint({
  id: 'memory.correct',
  method: 'PATCH',
  path: '/api/v1/agents/{agent_id}/memory/{memory_id}',
  access: 'agents:execute',
  summary: 'Correct one thing an agent remembers of me',
  params: memoryParams,
  body: z.strictObject({ text: z.string().trim().min(1).max(300) }),
  answer: memory,
});

export const eraseMemory = endpoint({
  id: 'memory.erase',
  method: 'DELETE',
  path: '/api/v1/agents/{agent_id}/memory/{memory_id}',
  access: 'agents:execute',
  summary: 'Erase one thing an agent remembers of me',
  params: memoryParams,
  answer: noContent,
  status: 204,
});
