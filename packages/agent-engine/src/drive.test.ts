import { describe, expect, it } from 'vitest';
import { foldRun } from './state.ts';
import { eventsOf, testRun, typesOf } from './testing/harness.ts';
import { calls, says } from './testing/scripted-model.ts';

describe('driveRun', () => {
  it('answers a plain question', async () => {
    const { outcome, events, budget } = await testRun({ turns: [says('It is 42.')] });
    expect(outcome.status).toBe('completed');
    expect(outcome.state.message?.text).toBe('It is 42.');
    expect(typesOf(events)).toEqual([
      'run-started',
      'guardrail-checked',
      'step-started',
      'text-delta',
      'text-delta',
      'text-delta',
      'step-finished',
      'message-completed',
      'run-finished',
    ]);
    expect(eventsOf(events, 'run-finished')[0]).toMatchObject({
      reason_code: 'answered',
      usage: { input_tokens: 100, output_tokens: 20 },
      cost_usd: 0.00014,
      cost_is_lower_bound: false,
    });
    expect(budget.open()).toBe(0);
  });

  it('calls a tool, journals it before and after, and answers with its result', async () => {
    const { outcome, events, model, executed } = await testRun({
      turns: [calls(['c1', 'look_up', { text: 'answer' }]), says('42')],
      tool: () => ({ ok: true, content: 'forty-two' }),
    });
    expect(outcome.state.message?.text).toBe('42');
    expect(executed).toHaveLength(1);
    expect(executed[0]).toMatchObject({ name: 'look_up', arguments: { text: 'answer' }, idempotencyKey: 'run_1.1.0' });
    expect(typesOf(events).filter((type) => type.startsWith('tool'))).toEqual([
      'tool-requested',
      'tool-started',
      'tool-settled',
    ]);
    const last = model.requests[1]?.messages.at(-1);
    expect(last).toEqual({
      role: 'tool',
      callId: 'c1',
      name: 'look_up',
      result: { status: 'ok', content: 'forty-two' },
      isError: false,
    });
  });

  it('has the tool call persisted before it goes out', async () => {
    let persistedAtCall: string[] = [];
    let latest: { persisted(): { type: string }[] } | undefined;
    await testRun({
      turns: [calls(['c1', 'look_up', { text: 'a' }]), says('done')],
      onAppend: (_events, log) => {
        latest = log;
      },
      tool: () => {
        persistedAtCall = (latest?.persisted() ?? []).map((event) => event.type);
        return { ok: true, content: null };
      },
    });
    expect(persistedAtCall.at(-1)).toBe('tool-started');
  });

  it('folds its own log to the state it ended with', async () => {
    const { outcome, events } = await testRun({ turns: [calls(['c1', 'look_up', { text: 'a' }]), says('done')] });
    expect(foldRun(events)).toEqual(outcome.state);
  });
});
