import type { ModelPart } from '@agentforge/plugin-kit/model';
import { describe, expect, it } from 'vitest';
import { eventsOf, testFunction, testPlan, testRun, typesOf } from './testing/harness.ts';
import { calls, says } from './testing/scripted-model.ts';

/** A model that speaks and then neither goes on nor listens. */
function stuckAfter(text: string, then: () => void) {
  return async function* (): AsyncGenerator<ModelPart> {
    yield { type: 'text-delta', text };
    then();
    await new Promise(() => undefined);
  };
}

describe('stopping a run', () => {
  it('keeps what was said when it is cancelled', async () => {
    const abort = new AbortController();
    const { outcome, budget } = await testRun({
      turns: [stuckAfter('So far', () => abort.abort('cancelled'))],
      signal: abort.signal,
    });
    expect(outcome.status).toBe('cancelled');
    expect(outcome.state.message?.text).toBe('So far');
    expect(outcome.state.costIncomplete).toBe(true);
    expect(budget.open()).toBe(0);
  });

  it('leaves a resumable log on handover', async () => {
    const abort = new AbortController();
    const turns = [stuckAfter('So far', () => abort.abort('handover'))];
    const first = await testRun({ turns, signal: abort.signal });
    expect(first.outcome.status).toBe('handed_over');
    expect(typesOf(first.events).at(-1)).toBe('text-delta');
    expect(first.budget.open()).toBe(0);
    const second = await testRun({ turns: [says('All of it.')], earlier: first.events, fence: 2 });
    expect(second.outcome.state.message?.text).toBe('All of it.');
  });

  it('says nothing more once the lease is lost', async () => {
    const { outcome, events } = await testRun({
      turns: [calls(['c1', 'look_up', { text: 'a' }]), says('late')],
      onAppend: (added, log) => {
        if (added.some((event) => event.type === 'tool-started')) log.loseLease();
      },
    });
    expect(outcome.status).toBe('lease_lost');
    expect(typesOf(events).at(-1)).toBe('tool-started');
  });

  it('ends with what it has when its time is over', async () => {
    const plan = testPlan({ agent: { budget: { max_seconds: 1 } } });
    const { outcome } = await testRun({ plan, turns: [stuckAfter('So far', () => undefined)] });
    expect(outcome.state.finished).toMatchObject({ status: 'completed', reason_code: 'time_limit' });
    expect(outcome.state.message?.text).toContain('So far');
  });

  it('puts an unsafe call in doubt when it is cancelled in the middle', async () => {
    const abort = new AbortController();
    const { events, outcome } = await testRun({
      plan: testPlan({ functions: [testFunction('send', { risk: 'egress' })] }),
      turns: [calls(['c1', 'send', { text: 'a' }])],
      signal: abort.signal,
      tool: () => {
        abort.abort('cancelled');
        return new Promise(() => undefined);
      },
    });
    expect(outcome.status).toBe('cancelled');
    expect(eventsOf(events, 'tool-settled')[0]?.status).toBe('in_doubt');
  });
});

describe('guardrails', () => {
  const block = [
    {
      stage: 'input' as const,
      rule: 'topics',
      action: 'block' as const,
      detail: 'I do not talk about this.',
      spans: [],
    },
  ];

  it('answer in place of the model when the input is blocked', async () => {
    const { outcome, model } = await testRun({
      turns: [says('never')],
      guardrails: { checkInput: (text) => ({ text, verdicts: block }) },
    });
    expect(model.requests).toHaveLength(0);
    expect(outcome.state.message?.text).toBe('I do not talk about this.');
  });

  it('let the model see only what they left of the input', async () => {
    const { model } = await testRun({
      turns: [says('ok')],
      guardrails: { checkInput: () => ({ text: 'I am [NAME_1]', verdicts: [] }) },
    });
    expect(JSON.stringify(model.requests)).not.toContain('What is the answer?');
    expect(JSON.stringify(model.requests)).toContain('[NAME_1]');
  });

  it('end the run when the input cannot be checked', async () => {
    const { outcome, model } = await testRun({
      turns: [says('never')],
      guardrails: { checkInput: () => Promise.reject(new Error('down')) },
    });
    expect(model.requests).toHaveLength(0);
    expect(outcome.state.finished).toMatchObject({ status: 'failed', reason_code: 'guardrail_failed' });
  });

  it('refuse a call by its arguments', async () => {
    const { executed, outcome } = await testRun({
      turns: [calls(['c1', 'look_up', { text: 'a' }]), says('ok')],
      guardrails: { checkToolArguments: (_name, args) => ({ arguments: args, verdicts: block }) },
    });
    expect(executed).toHaveLength(0);
    expect(outcome.state.message?.text).toBe('ok');
  });

  it('pass on held-back text at the end', async () => {
    const { outcome } = await testRun({
      turns: [says('call 0123')],
      guardrails: { outputStream: () => ({ push: () => '', end: () => ({ tail: 'call [PHONE_1]', verdicts: [] }) }) },
    });
    expect(outcome.state.message?.text).toBe('call [PHONE_1]');
  });
});
