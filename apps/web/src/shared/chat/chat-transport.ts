import type { ServerEvent } from '@agentforge/client/sse';
import { cancelRun, chat, getConversation, getRun, streamRun } from '@agentforge/contracts/chat/endpoints';
import type { chatBody } from '@agentforge/contracts/chat/schemas';
import type { z } from 'zod';
import { client } from '../client.ts';

export type SendBody = z.input<typeof chatBody>;

/** What the chat asks of the server. Tests hand in a scripted one that speaks the same stream. */
export interface ChatTransport {
  /** `key` makes the server take the message once, however often it is sent. */
  send: (agentId: string, body: SendBody, key: string, signal: AbortSignal) => AsyncIterable<ServerEvent>;
  /** The run from the event after `lastEventId`, or from its beginning. */
  events: (runId: string, lastEventId: string | undefined, signal: AbortSignal) => AsyncIterable<ServerEvent>;
  conversation: (id: string, signal: AbortSignal) => ReturnType<typeof loadConversation>;
  runStatus: (runId: string, signal: AbortSignal) => Promise<string>;
  cancel: (runId: string) => Promise<unknown>;
}

function loadConversation(id: string, signal: AbortSignal) {
  return client.call(getConversation, { params: { conversation_id: id }, signal });
}

export const serverTransport: ChatTransport = {
  send: (agentId, body, key, signal) =>
    client.stream(chat, { params: { agent_id: agentId }, body, headers: { 'idempotency-key': key }, signal }),
  events: (runId, lastEventId, signal) =>
    client.stream(streamRun, {
      params: { run_id: runId },
      headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
      signal,
    }),
  conversation: loadConversation,
  runStatus: async (runId, signal) => (await client.call(getRun, { params: { run_id: runId }, signal })).status,
  cancel: (runId) => client.call(cancelRun, { params: { run_id: runId } }),
};
