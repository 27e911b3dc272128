import { ApiError } from '@agentforge/client/problem';
import type { ServerEvent } from '@agentforge/client/sse';
import { describe, expect, it, vi } from 'vitest';
import { textOf } from './chat-state.ts';
import { ChatStore } from './chat-store.ts';
import type { ChatTransport, SendBody } from './chat-transport.ts';

type Script = readonly (object | 'cut' | ApiError)[];

/** A server by script: each connection plays the next one; event ids count over the whole run. */
function scripted(connections: readonly Script[]) {
  const sent: { body: SendBody; key: string }[] = [];
  const reopened: (string | undefined)[] = [];
  const cancelled: string[] = [];
  let connection = 0;
  const ids = new Map<object, string>();
  async function* next(): AsyncGenerator<ServerEvent> {
    for (const step of connections[connection++] ?? []) {
      if (step === 'cut') throw new TypeError('network');
      if (step instanceof ApiError) throw step;
      const id = ids.get(step) ?? String(ids.size + 1);
      ids.set(step, id);
      yield { id, data: JSON.stringify(step) };
    }
  }
  const transport: ChatTransport = {
    send: (_agent, body, key) => {
      sent.push({ body, key });
      return next();
    },
    events: (_run, lastEventId) => {
      reopened.push(lastEventId);
      return next();
    },
    conversation: () => Promise.reject(new Error('no conversation in this script')),
    runStatus: () => Promise.resolve('completed'),
    cancel: (runId) => Promise.resolve(cancelled.push(runId)),
  };
  return { transport, sent, reopened, cancelled };
}

function storeOf(transport: ChatTransport, more: { onConversation?: (id: string) => void } = {}): ChatStore {
  return new ChatStore({
    agentId: 'agent_1',
    transport,
    pause: () => Promise.resolve(),
    describeError: (error) => (error instanceof Error ? error.message : 'unknown'),
    ...more,
  });
}

const hello = { text: 'Hello', attachments: [] };
const start = { type: 'start', messageId: 'message_1' };
const running = { type: 'data-run', data: { run_id: 'run_1', status: 'running', conversation_id: 'conversation_1' } };
const open = { type: 'text-start', id: 'part-1' };
const delta = (text: string) => ({ type: 'text-delta', id: 'part-1', delta: text });
const end = { type: 'finish', finishReason: 'stop' };
const refusal = (status: number) =>
  new ApiError({ type: 'about:blank', title: 'No', status, code: 'x', request_id: 'r', detail: 'Too busy' });

describe('ChatStore', () => {
  it('sends, shows the answer and tells the new conversation', async () => {
    const conversations: string[] = [];
    const { transport, sent } = scripted([[start, running, open, delta('Hi'), end]]);
    const store = storeOf(transport, { onConversation: (id) => conversations.push(id) });
    await store.send(hello);
    const [user, answer] = store.state().messages;
    expect([user?.status, answer?.status, answer && textOf(answer)]).toEqual(['complete', 'complete', 'Hi']);
    expect([conversations, store.state().phase]).toEqual([['conversation_1'], 'idle']);
    await store.send(hello);
    expect(sent[1]?.body.conversation_id).toBe('conversation_1');
    expect(sent[0]?.key).not.toBe(sent[1]?.key);
  });

  it('goes on after the last event when the connection is cut, without sending again', async () => {
    const first = delta('Hel');
    const { transport, sent, reopened } = scripted([
      [start, running, open, first, 'cut'],
      [first, delta('lo'), end],
    ]);
    const store = storeOf(transport);
    await store.send(hello);
    const answer = store.state().messages[1];
    expect(answer && textOf(answer)).toBe('Hello');
    expect([sent.length, reopened]).toEqual([1, ['4']]);
  });

  it('reads on when a connection ends before the run does', async () => {
    const { transport, reopened } = scripted([[start, running, open, delta('A')], ['cut'], [delta('B'), end]]);
    const store = storeOf(transport);
    await store.send(hello);
    const answer = store.state().messages[1];
    expect([answer && textOf(answer), reopened]).toEqual(['AB', ['4', '4']]);
  });

  it('sends again under the same key while nobody knows whether it arrived', async () => {
    const { transport, sent } = scripted([['cut'], [start, running, end]]);
    await storeOf(transport).send(hello);
    expect(sent).toHaveLength(2);
    expect(sent[0]).toEqual(sent[1]);
  });

  it('keeps a refused message with the server’s words, and retries it under its key', async () => {
    const { transport, sent } = scripted([[refusal(422)], [start, running, open, delta('Hi'), end]]);
    const store = storeOf(transport);
    await store.send(hello);
    expect(store.state().messages).toMatchObject([{ role: 'user', status: 'failed', error: 'Too busy' }]);
    await store.retry();
    expect(store.state().messages.map(({ status }) => status)).toEqual(['complete', 'complete']);
    expect(sent[0]?.key).toBe(sent[1]?.key);
  });

  it('keeps the partial answer of a run that failed', async () => {
    const { transport } = scripted([[start, running, open, delta('Par'), { type: 'error', errorText: 'Broken' }, end]]);
    const store = storeOf(transport);
    await store.send(hello);
    expect(store.state().messages[1]).toMatchObject({ status: 'failed', error: 'Broken' });
  });

  it('follows a run that waited for a decision', async () => {
    const waiting = { type: 'data-run', data: { run_id: 'run_1', status: 'waiting_approval' } };
    const again = [{ ...start }, { ...running }, { ...open }, delta('Done'), { ...end }];
    const { transport, reopened } = scripted([
      [start, running, waiting, { type: 'finish', finishReason: 'tool-calls' }],
      again,
    ]);
    const store = storeOf(transport);
    await store.send(hello);
    expect(store.state().messages[1]).toMatchObject({ status: 'complete' });
    expect(reopened).toEqual([undefined]);
  });

  it('stops as soon as the run is known', async () => {
    const { transport, cancelled } = scripted([[start, running, { type: 'abort', reason: 'Stopped' }]]);
    const store = storeOf(transport);
    const sending = store.send(hello);
    await store.stop();
    await sending;
    expect([cancelled, store.state().messages[1]?.status]).toEqual([['run_1'], 'cancelled']);
  });

  it('goes on reading the active run of a conversation that is opened', async () => {
    const { transport, reopened } = scripted([[start, running, open, delta('Whole'), end]]);
    const conversation: Awaited<ReturnType<ChatTransport['conversation']>> = {
      id: 'conversation_1',
      agent_id: 'agent_1',
      title: 'Old',
      messages_count: 2,
      is_test: false,
      created_at: '2026-11-22T10:00:00Z',
      updated_at: '2026-11-22T10:00:00Z',
      active_run_id: 'run_1',
      messages: [
        {
          id: 'message_1',
          conversation_id: 'conversation_1',
          run_id: 'run_1',
          role: 'assistant',
          content: 'Wh',
          citations: [],
          tool_calls: [],
          attachments: [],
          guardrails: [],
          fallbacks: [],
          status: 'streaming',
          error: null,
          feedback: null,
          created_at: '2026-11-22T10:00:00Z',
        },
      ],
    };
    const store = storeOf({ ...transport, conversation: () => Promise.resolve(conversation) });
    await store.open('conversation_1');
    const [answer, ...rest] = store.state().messages;
    expect([answer && textOf(answer), rest, reopened]).toEqual(['Whole', [], [undefined]]);
    expect(store.isOpen('conversation_1')).toBe(true);
  });

  it('goes on with a waiting run at once when somebody has decided', async () => {
    const waits = { type: 'data-run', data: { run_id: 'run_1', status: 'waiting_approval' } };
    const { transport, reopened } = scripted([
      [start, running, waits, end],
      [start, running, open, delta('Done'), end],
    ]);
    const store = new ChatStore({
      agentId: 'agent_1',
      transport,
      // A pause nobody ends: only the decision does.
      pause: () => new Promise(() => undefined),
      describeError: String,
    });
    const sending = store.send(hello);
    await vi.waitFor(() => expect(store.state().phase).toBe('waiting'));
    store.lookAgain();
    await sending;
    const answer = store.state().messages[1];
    expect([answer && textOf(answer), answer?.status, reopened]).toEqual(['Done', 'complete', [undefined]]);
  });
});
