import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, listQuery, noContent, page, timestamp } from '../shared/schemas.ts';

/** Something of a person that an agent keeps in mind in their next conversations. */
export const memory = z
  .object({
    id: id('memory'),
    agent_id: id('agent'),
    text: z.string(),
    kind: z.enum(['fact', 'preference']),
    /** `said`: the person's own sentence; `understood`: put together by a model from what they said; `written`: by hand. */
    how: z.enum(['said', 'understood', 'written']),
    /** Where it was said; null once the person has worded it themselves. */
    source: z
      .object({ run_id: id('run'), message_id: id('message'), conversation_id: id('conversation').nullable() })
      .nullable(),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'Memory' });

export type Memory = z.output<typeof memory>;

export const ownMemory = memory.extend({ agent_name: z.string() }).meta({ id: 'OwnMemory' });

export type OwnMemory = z.output<typeof ownMemory>;

/** An agent that remembers something of me, or that I have told not to. */
export const rememberingAgent = z
  .object({
    agent_id: id('agent'),
    agent_name: z.string(),
    memories: z.number().int(),
    /** I have told it to remember nothing new and to use nothing of what it remembers. */
    paused: z.boolean(),
    /** Whether its makers let it remember at all. */
    enabled: z.boolean(),
  })
  .meta({ id: 'RememberingAgent' });

export type RememberingAgent = z.output<typeof rememberingAgent>;

const agentParams = z.strictObject({ agent_id: id('agent') });
const memoryParams = z.strictObject({ agent_id: id('agent'), memory_id: id('memory') });
const text = z.string().trim().min(1).max(300);

export const listMemory = endpoint({
  id: 'memory.list',
  method: 'GET',
  path: '/api/v1/agents/{agent_id}/memory',
  access: 'agents:execute',
  summary: 'What an agent remembers of me, newest first; at most 200',
  params: agentParams,
  answer: z.object({ data: z.array(memory), next_cursor: z.null() }),
});

export const rememberThis = endpoint({
  id: 'memory.remember',
  method: 'POST',
  path: '/api/v1/agents/{agent_id}/memory',
  access: 'agents:execute',
  summary: 'Have an agent remember something of me, in my own words',
  description: 'With `run_id`, what that run held back because content from outside had entered it.',
  params: agentParams,
  body: z.strictObject({ text, run_id: id('run').optional() }),
  answer: memory,
  status: 201,
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
  body: z.strictObject({ text }),
  answer: memory,
});

export const eraseMemory = endpoint({
  id: 'memory.erase',
  method: 'DELETE',
  path: '/api/v1/agents/{agent_id}/memory/{memory_id}',
  access: 'agents:execute',
  summary: 'Erase one thing an agent remembers of me, and what it had replaced',
  params: memoryParams,
  answer: noContent,
  status: 204,
});

export const undoMemory = endpoint({
  id: 'memory.undo',
  method: 'POST',
  path: '/api/v1/agents/{agent_id}/memory/{memory_id}/undo',
  access: 'agents:execute',
  summary: 'Take back what an agent has remembered; what it had replaced counts again',
  params: memoryParams,
  answer: noContent,
  status: 204,
});

export const memoryOfRun = endpoint({
  id: 'memory.of_run',
  method: 'GET',
  path: '/api/v1/agents/{agent_id}/memory/of-run',
  access: 'agents:execute',
  summary: 'What an agent has remembered of me after an answer',
  params: agentParams,
  query: z.strictObject({ run_id: id('run') }),
  answer: z
    .object({
      /** `pending`: a model still reads what I said. */
      state: z.enum(['pending', 'done']),
      data: z.array(memory),
      /** My own words that would have been remembered, had no content from outside entered the run. */
      held: z.array(z.string()),
    })
    .meta({ id: 'MemoryOfRun' }),
});

export const pauseMemory = endpoint({
  id: 'memory.pause',
  method: 'PUT',
  path: '/api/v1/agents/{agent_id}/memory/pause',
  access: 'agents:execute',
  summary: 'Have an agent remember nothing new of me and use nothing of what it remembers, or go on',
  params: agentParams,
  body: z.strictObject({ paused: z.boolean() }),
  answer: z.object({ paused: z.boolean() }),
});

export const myMemory = endpoint({
  id: 'memory.mine',
  method: 'GET',
  path: '/api/v1/memory',
  access: 'agents:execute',
  summary: 'What all agents remember of me, newest first',
  query: listQuery.extend({ agent_id: id('agent').optional() }),
  answer: page(ownMemory),
});

export const myRememberingAgents = endpoint({
  id: 'memory.agents',
  method: 'GET',
  path: '/api/v1/memory/agents',
  access: 'agents:execute',
  summary: 'Agents that remember something of me, or that I have paused',
  answer: z.object({ data: z.array(rememberingAgent) }),
});

export const forgetMyMemory = endpoint({
  id: 'memory.forget_mine',
  method: 'DELETE',
  path: '/api/v1/memory',
  access: 'agents:execute',
  summary: 'Erase all that any agent remembers of me',
  answer: noContent,
  status: 204,
});
