import { describe, expect, it } from 'vitest';
import { applyPart } from './apply-part.ts';
import { type ChatMessage, newMessage, textOf } from './chat-state.ts';
import { readStreamPart } from './stream-part.ts';

/** Plays parts as the server writes them, each through JSON. */
function play(parts: readonly object[], from: ChatMessage = newMessage('assistant', 'a', '2026-11-22T10:00:00Z')) {
  let now = 1000;
  return parts.reduce<ChatMessage>((message, part) => {
    const read = readStreamPart(JSON.stringify(part));
    now += 100;
    return read ? applyPart(message, read, now) : message;
  }, from);
}

const start = { type: 'start', messageId: 'message_1' };
const running = { type: 'data-run', data: { run_id: 'run_1', status: 'running', conversation_id: 'conversation_1' } };
const text = (id: string, delta: string) => [
  { type: 'text-start', id },
  { type: 'text-delta', id, delta },
  { type: 'text-end', id },
];
const call = { toolCallId: 'call_1', toolName: 'lookup', dynamic: true };

describe('applyPart', () => {
  it('reads an answer from start to finish', () => {
    const message = play([
      start,
      running,
      { type: 'start-step' },
      { type: 'reasoning-start', id: 'part-1' },
      { type: 'reasoning-delta', id: 'part-1', delta: 'Hm.' },
      { type: 'reasoning-end', id: 'part-1' },
      { type: 'text-start', id: 'part-2' },
      { type: 'text-delta', id: 'part-2', delta: 'Hel' },
      { type: 'text-delta', id: 'part-2', delta: 'lo' },
      { type: 'text-end', id: 'part-2' },
      { type: 'finish-step' },
      { type: 'data-usage', data: { input_tokens: 5, output_tokens: null, cost_usd: 0.1, cost_is_lower_bound: true } },
      { type: 'finish', finishReason: 'stop' },
    ]);
    expect(message).toMatchObject({ id: 'message_1', runId: 'run_1', status: 'complete' });
    expect(message.blocks.map((block) => block.kind)).toEqual(['reasoning', 'text']);
    expect(textOf(message)).toBe('Hello');
    expect(message.usage).toMatchObject({ input_tokens: 5, output_tokens: null, cost_is_lower_bound: true });
  });

  it('takes back what was shown of a step, told once or twice, and keeps the steps before', () => {
    const message = play([
      start,
      { type: 'start-step' },
      ...text('part-1', 'Kept.'),
      { type: 'finish-step' },
      { type: 'start-step' },
      ...text('part-2', 'Half a sen'),
      { type: 'reset-step' },
      { type: 'data-reset', data: { step: 2 }, transient: true },
      ...text('part-3', 'Whole sentence.'),
    ]);
    expect(textOf(message)).toBe('Kept.\n\nWhole sentence.');
  });

  it('begins again when the stream is read from its start', () => {
    const once = [start, { type: 'start-step' }, ...text('part-1', 'Once')];
    expect(textOf(play([...once, ...once]))).toBe('Once');
  });

  it('does not double a block that is opened twice', () => {
    expect(textOf(play([start, ...text('part-1', 'One'), ...text('part-1', 'One')]))).toBe('One');
  });

  it('drops text for a block it never saw', () => {
    expect(textOf(play([start, { type: 'text-delta', id: 'part-9', delta: 'lost' }]))).toBe('');
  });

  it('keeps the text that an error cut off', () => {
    const message = play([
      start,
      ...text('part-1', 'The answer is'),
      { type: 'error', errorText: 'The model stopped answering.' },
      { type: 'finish', finishReason: 'error' },
    ]);
    expect(message).toMatchObject({ status: 'failed', error: 'The model stopped answering.' });
    expect(textOf(message)).toBe('The answer is');
  });

  it('keeps what was written before a stop', () => {
    const message = play([start, ...text('part-1', 'Some'), { type: 'abort', reason: 'Stopped' }]);
    expect([message.status, textOf(message)]).toEqual(['cancelled', 'Some']);
  });

  it('follows a call from request to result', () => {
    const asked = play([start, { type: 'tool-input-start', ...call }]);
    expect(asked.blocks[0]).toMatchObject({ status: 'pending', name: 'lookup' });
    const done = play([
      { type: 'tool-input-start', ...call },
      { type: 'tool-input-available', ...call, input: { q: 'x' } },
      { type: 'tool-output-available', toolCallId: 'call_1', dynamic: true, output: { hits: 2 } },
    ]);
    expect(done.blocks).toHaveLength(1);
    expect(done.blocks[0]).toMatchObject({ status: 'ok', input: { q: 'x' }, output: { hits: 2 }, durationMs: 200 });
  });

  it('waits for an approval and shows its decision', () => {
    const asked = play([
      start,
      running,
      { type: 'tool-input-available', ...call, input: {} },
      { type: 'tool-approval-request', approvalId: 'approval_1', toolCallId: 'call_1', reason: 'It sends mail.' },
      { type: 'data-run', data: { run_id: 'run_1', status: 'waiting_approval' } },
      { type: 'finish', finishReason: 'tool-calls' },
    ]);
    expect(asked.status).toBe('waiting');
    expect(asked.blocks[0]).toMatchObject({ status: 'waiting_approval', approval: { decision: 'pending' } });
    const denied = play(
      [
        { type: 'tool-approval-response', approvalId: 'approval_1', approved: false, reason: 'Not now' },
        { type: 'tool-output-denied', toolCallId: 'call_1' },
      ],
      asked,
    );
    expect(denied.blocks[0]).toMatchObject({
      status: 'rejected',
      approval: { decision: 'rejected', reason: 'Not now' },
    });
  });

  it('replaces the passages found by the citations that were checked', () => {
    const place = { start: 0, end: 9 };
    const source = {
      type: 'source-document',
      sourceId: '1',
      mediaType: 'text/plain',
      title: 'Handbook',
      providerMetadata: {
        agentforge: { number: 1, document_id: 'document_1', chunk_id: 'chunk_1', locator: place },
      },
    };
    const found = play([start, source, source]);
    expect(found.citations).toMatchObject([{ index: 1, title: 'Handbook', supported: null }]);
    const citation = {
      index: 1,
      document_id: 'document_1',
      chunk_id: 'chunk_1',
      title: 'Handbook',
      quote: 'Ten days',
      locator: place,
      supported: false,
    };
    const checked = play([{ type: 'data-citations', data: { citations: [citation], sentences: [] } }], found);
    expect(checked.citations).toEqual([citation]);
  });

  it('tells once that another model answered, and forgets it when the stream begins again', () => {
    const fallback = { type: 'data-fallback', data: { from: 'main/large', to: 'spare/small' } };
    const other = { type: 'data-fallback', data: { from: 'main/large', to: 'spare/tiny' } };
    const message = play([start, { type: 'start-step' }, ...text('part-1', 'Hi'), fallback, fallback, other]);
    expect(message.fallbacks).toEqual([fallback.data, other.data]);
    expect(textOf(message)).toBe('Hi');
    expect(play([start], message).fallbacks).toEqual([]);
  });

  it('passes over parts it does not know and lines that are no JSON', () => {
    expect(readStreamPart('{"type":"data-novelty","data":1}')).toBeUndefined();
    expect(readStreamPart('[DONE]')).toBeUndefined();
    expect(readStreamPart('<html>')).toBeUndefined();
  });
});
