import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, listQuery, noContent, page } from '../shared/schemas.ts';
import { chatAnswer, chatBody, conversation, message, run, runOrigin, runStatus } from './schemas.ts';

const agentParams = z.strictObject({ agent_id: id('agent') });
const conversationParams = z.strictObject({ conversation_id: id('conversation') });
const runParams = z.strictObject({ run_id: id('run') });

export const chat = endpoint({
  id: 'chat.send',
  method: 'POST',
  path: '/api/v1/agents/{agent_id}/chat',
  access: 'agents:execute',
  summary: 'Send a message; the answer whole, or streamed as an AI SDK UI message stream',
  params: agentParams,
  body: chatBody,
  answer: chatAnswer,
  transport: 'stream',
  limitPerMinute: 600,
  maxBodyBytes: 30 * 1024 * 1024,
});

export const listConversations = endpoint({
  id: 'conversations.list',
  method: 'GET',
  path: '/api/v1/agents/{agent_id}/conversations',
  access: 'agents:execute',
  summary: 'My conversations with an agent, newest first',
  params: agentParams,
  query: listQuery.extend({ test: z.stringbool().optional() }),
  answer: page(conversation),
});

export const listMyConversations = endpoint({
  id: 'conversations.list_mine',
  method: 'GET',
  path: '/api/v1/conversations',
  access: 'agents:execute',
  summary: 'My conversations with all agents, newest first',
  query: listQuery,
  answer: page(conversation),
});

export const getConversation = endpoint({
  id: 'conversations.get',
  method: 'GET',
  path: '/api/v1/conversations/{conversation_id}',
  access: 'agents:execute',
  summary: 'One conversation with its messages',
  params: conversationParams,
  answer: conversation.extend({ messages: z.array(message), active_run_id: id('run').nullable() }),
});

export const updateConversation = endpoint({
  id: 'conversations.update',
  method: 'PATCH',
  path: '/api/v1/conversations/{conversation_id}',
  access: 'agents:execute',
  summary: 'Rename a conversation',
  params: conversationParams,
  body: z.strictObject({ title: z.string().trim().min(1).max(200) }),
  answer: conversation,
});

export const deleteConversation = endpoint({
  id: 'conversations.delete',
  method: 'DELETE',
  path: '/api/v1/conversations/{conversation_id}',
  access: 'agents:execute',
  summary: 'Delete a conversation of mine',
  params: conversationParams,
  answer: noContent,
  status: 204,
});

export const sendFeedback = endpoint({
  id: 'messages.feedback',
  method: 'POST',
  path: '/api/v1/messages/{message_id}/feedback',
  access: 'agents:execute',
  summary: 'Say whether an answer helped; the last word counts',
  params: z.strictObject({ message_id: id('message') }),
  body: z.strictObject({ rating: z.enum(['up', 'down']).nullable(), comment: z.string().trim().max(2000).default('') }),
  answer: message,
});

export const listRuns = endpoint({
  id: 'runs.list',
  method: 'GET',
  path: '/api/v1/runs',
  access: 'agents:execute',
  summary: 'My runs; with agents:write, everyone’s',
  query: listQuery.extend({
    agent_id: id('agent').optional(),
    status: runStatus.optional(),
    origin: runOrigin.optional(),
    /** Replays of this run. */
    replay_of: id('run').optional(),
  }),
  answer: page(run.omit({ steps: true })),
});

export const getRun = endpoint({
  id: 'runs.get',
  method: 'GET',
  path: '/api/v1/runs/{run_id}',
  access: 'agents:execute',
  summary: 'One run with its steps',
  params: runParams,
  answer: run,
});

export const streamRun = endpoint({
  id: 'runs.events',
  method: 'GET',
  path: '/api/v1/runs/{run_id}/events',
  access: 'agents:execute',
  summary: 'The run as a UI message stream; resumes from Last-Event-ID, from any process',
  params: runParams,
  query: z.strictObject({ last_event_id: z.string().max(64).optional() }),
  answer: z.unknown(),
  transport: 'stream',
});

export const cancelRun = endpoint({
  id: 'runs.cancel',
  method: 'POST',
  path: '/api/v1/runs/{run_id}/cancel',
  access: 'agents:execute',
  summary: 'Stop a run; what was written stays',
  params: runParams,
  answer: run,
});
