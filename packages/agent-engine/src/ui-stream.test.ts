import { trusted } from '@agentforge/kernel/trust';
import { asSchema, readUIMessageStream, type UIMessage, type UIMessageChunk, uiMessageChunkSchema } from 'ai';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from './events.ts';
import { testFunction, testPlan, testRun } from './testing/harness.ts';
import { calls, says } from './testing/scripted-model.ts';
import type { UiPart } from './ui-parts.ts';
import { toUiParts, uiStreamContext, waitingUiParts } from './ui-stream.ts';

function encode(events: readonly RunEvent[]): UiPart[] {
  const context = uiStreamContext('run_1', 'msg_1');
  return events.flatMap((event) => toUiParts(event, context));
}

/** The message an AI SDK client ends up with; throws on parts that do not fit the protocol. */
async function read(parts: readonly UiPart[]): Promise<UIMessage> {
  const validate = asSchema(uiMessageChunkSchema).validate;
  for (const part of parts) expect(await validate?.(structuredClone(part))).toMatchObject({ success: true });
  const stream = new ReadableStream<UIMessageChunk>({
    start(controller) {
      for (const part of parts) {
        controller.enqueue(trusted<UIMessageChunk>(structuredClone(part), 'checked against the schema above'));
      }
      controller.close();
    },
  });
  let last: UIMessage | undefined;
  const errors: unknown[] = [];
  for await (const message of readUIMessageStream({ stream, onError: (error) => errors.push(error) })) last = message;
  const reported = parts.filter((part) => part.type === 'error').length;
  expect(errors).toHaveLength(reported);
  if (last === undefined) throw new Error('The stream held no message.');
  return last;
}

function textOf(message: UIMessage): string {
  return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('|');
}

const passage = {
  chunkId: 'chunk_1',
  documentId: 'doc_1',
  title: 'Manual',
  text: 'It is 42.',
  score: 1,
  locator: { start: 0, end: 9 },
};

describe('toUiParts', () => {
  it('gives a client the answer, the tool call and its sources', async () => {
    const { events } = await testRun({
      turns: [calls(['c1', 'look_up', { text: 'a' }]), says('It is 42 [1].')],
      tool: () => ({ ok: true, content: 'found', passages: [passage] }),
    });
    const parts = encode(events);
    const message = await read(parts);
    expect(message.id).toBe('msg_1');
    expect(textOf(message)).toBe('It is 42 [1].');
    expect(message.parts.find((part) => part.type === 'dynamic-tool')).toMatchObject({
      toolName: 'look_up',
      state: 'output-available',
      input: { text: 'a' },
    });
    expect(message.parts.find((part) => part.type === 'source-document')).toMatchObject({
      sourceId: '1',
      title: 'Manual',
    });
    expect(message.parts.find((part) => part.type === 'data-run')).toMatchObject({ data: { status: 'completed' } });
    expect(parts.at(-1)).toEqual({ type: 'finish', finishReason: 'stop' });
  });

  it('shows an approval and its end', async () => {
    const plan = testPlan({ functions: [testFunction('erase', { risk: 'destructive' })] });
    const turns = [calls(['c1', 'erase', { text: 'a' }]), says('Done.')];
    const asked = await testRun({ plan, turns });
    const context = uiStreamContext('run_1', 'msg_1');
    const parts = asked.events.flatMap((event) => toUiParts(event, context));
    const open = await read([...parts, ...waitingUiParts('waiting_approval', context)]);
    expect(open.parts.find((part) => part.type === 'dynamic-tool')).toMatchObject({ state: 'approval-requested' });
    const [approval] = asked.outcome.state.approvals.values();
    const decided: RunEvent = {
      type: 'approval-decided',
      data: {
        approval_id: approval?.id ?? '',
        call_id: 'c1',
        decision: 'reject',
        arguments_hash: approval?.boundHash ?? '',
        by: 'user_1',
      },
    };
    const earlier = [...asked.events, { ...decided, at: 0, sequence: 2 ** 33 }];
    const resumed = await testRun({ plan, turns, earlier, fence: 3 });
    const message = await read(encode(resumed.events));
    expect(message.parts.find((part) => part.type === 'dynamic-tool')).toMatchObject({ state: 'output-denied' });
    expect(textOf(message)).toBe('Done.');
  });

  it('takes back what was shown of a turn that is made again', async () => {
    const cut: RunEvent[] = [
      { type: 'run-started', data: { run_id: 'run_1', model_id: 'm', labels: [] } },
      { type: 'step-started', data: { step: 1, model_id: 'm' } },
      { type: 'text-delta', data: { step: 1, text: 'Half an ans' } },
      { type: 'run-resumed', data: { discard_step: 1, reason: 'lost' } },
      { type: 'step-started', data: { step: 1, model_id: 'm' } },
      { type: 'text-delta', data: { step: 1, text: 'A whole answer.' } },
    ];
    expect(textOf(await read(encode(cut)))).toBe('A whole answer.');
  });

  it('replaces shown text by the text that is kept', async () => {
    const { events } = await testRun({
      turns: [says('My secret is 1234.')],
      guardrails: { checkAnswer: () => ({ text: 'I cannot say that.', citations: [], sentences: [], verdicts: [] }) },
    });
    expect(textOf(await read(encode(events)))).toBe('I cannot say that.');
  });

  it('tells a failure after the text that was said', async () => {
    const { events } = await testRun({ turns: [[{ type: 'text-delta', text: 'I think' }, new Error('cut')]] });
    const parts = encode(events);
    expect(textOf(await read(parts))).toBe('I think');
    expect(parts.filter((part) => part.type === 'error')).toHaveLength(1);
    expect(parts.at(-1)).toEqual({ type: 'finish', finishReason: 'error' });
  });

  it('shows calls that could not be read', async () => {
    const { events } = await testRun({
      turns: [calls(['c1', 'look_up', '{"text":'], ['c2', 'none', {}]), says('Sorry.')],
    });
    const message = await read(encode(events));
    const tools = message.parts.filter((part) => part.type === 'dynamic-tool');
    expect(tools).toMatchObject([{ state: 'output-error' }, { state: 'output-error' }]);
  });

  it('shows reasoning apart from the answer', async () => {
    const thinking = [{ type: 'reasoning-delta', text: 'Hm.' } as const, ...says('Yes.')];
    const { events } = await testRun({ turns: [thinking] });
    const message = await read(encode(events));
    expect(message.parts.filter((part) => part.type === 'reasoning')).toMatchObject([{ text: 'Hm.', state: 'done' }]);
  });

  it('allocates one part for a text delta that goes on', () => {
    const context = uiStreamContext('run_1', 'msg_1');
    const delta: RunEvent = { type: 'text-delta', data: { step: 1, text: 'a' } };
    toUiParts(delta, context);
    expect(toUiParts(delta, context)).toEqual([{ type: 'text-delta', id: 'part-1', delta: 'a' }]);
  });
});
