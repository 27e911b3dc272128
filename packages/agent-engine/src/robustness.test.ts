import type { ModelPart } from '@agentforge/plugin-kit/model';
import { ModelError } from '@agentforge/plugin-kit/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engineLimits } from './limits.ts';
import { eventsOf, testFunction, testPlan, testRun } from './testing/harness.ts';
import { recordedBudget } from './testing/pass-through.ts';
import { calls, says } from './testing/scripted-model.ts';

const look = (id: string, text: string): [string, string, unknown] => [id, 'look_up', { text }];

describe('a model that misbehaves', () => {
  it('never runs half a call, wherever its stream is cut', async () => {
    const whole: ModelPart[] = [
      { type: 'text-delta', text: 'Let me see. ' },
      ...calls(look('c1', 'a'), look('c2', 'b')),
    ];
    for (let cut = 0; cut < whole.length; cut += 1) {
      for (const end of [[], [new ModelError('connection', 'The connection broke. Try again.')]]) {
        const { outcome, executed, budget, events } = await testRun({ turns: [[...whole.slice(0, cut), ...end]] });
        expect(executed).toHaveLength(0);
        expect(eventsOf(events, 'tool-requested')).toHaveLength(0);
        expect(outcome.status).toBe('failed');
        expect(outcome.state.finished?.reason_code).toBe('model_failed');
        expect(outcome.state.finished?.reason).toMatch(/connection/i);
        expect(outcome.state.message?.text).toBe(cut === 0 ? undefined : 'Let me see. ');
        expect(budget.open()).toBe(0);
      }
    }
  });

  it('gets a typed error for arguments of any shape, and the run goes on', async () => {
    const anything = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constant('{"__proto__":{"x":1},"text":1}'),
      fc.constant('['.repeat(5_000)),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (args) => {
        const { outcome, executed } = await testRun({ turns: [calls(['c1', 'look_up', args]), says('Sorry.')] });
        expect(outcome.state.message?.text).toBe('Sorry.');
        for (const call of executed) expect(typeof call.arguments.text).toBe('string');
      }),
      { numRuns: 80 },
    );
  });

  it('is told about tools that do not exist', async () => {
    const { outcome, model, executed } = await testRun({ turns: [calls(['c1', 'no such!', {}]), says('Sorry.')] });
    expect(executed).toHaveLength(0);
    expect(outcome.status).toBe('completed');
    expect(model.requests[1]?.messages.at(-1)).toMatchObject({
      name: 'no_such_',
      isError: true,
      result: { status: 'refused' },
    });
  });

  it('is cut off when its arguments do not end', async () => {
    async function* endless(): AsyncGenerator<ModelPart> {
      yield { type: 'tool-call-start', callId: 'c1', name: 'look_up' };
      for (;;) yield { type: 'tool-call-delta', callId: 'c1', argumentsText: 'x'.repeat(10_000) };
    }
    const { outcome, events, executed } = await testRun({ turns: [endless, says('Sorry.')] });
    expect(executed).toHaveLength(0);
    expect(eventsOf(events, 'tool-requested')[0]).toMatchObject({ problem: 'arguments_too_long', decision: 'refuse' });
    expect(outcome.state.message?.text).toBe('Sorry.');
  });

  it('may write what no database holds, and characters in two pieces', async () => {
    const halves = ['He\0llo \ud83d', '\ude00 '].map((text): ModelPart => ({ type: 'text-delta', text }));
    const { outcome, executed, events } = await testRun({
      turns: [calls(['c\0', 'look_up', '{"text":"a\\u0000b\\ud800"}']), [...halves, ...says('and \udc00')]],
      tool: () => ({ ok: true, content: { 'k\0': 'from \0 outside \ud83d' } }),
    });
    expect(executed[0]?.arguments).toEqual({ text: 'ab\ufffd' });
    expect(outcome.state.message?.text).toBe('Hello 😀 and \ufffd');
    expect(JSON.stringify(events)).not.toMatch(/\\u0000|\\ud83d|\\udc00/);
  });

  it('may use call ids twice', async () => {
    const { executed, events } = await testRun({
      turns: [calls(look('c', 'a'), look('c', 'a'), look('c', 'b')), calls(look('c', 'd')), says('ok')],
    });
    expect(executed.map((call) => call.arguments.text)).toEqual(['a', 'b', 'd']);
    expect(eventsOf(events, 'tool-requested').map((call) => call.call_id)).toEqual(['c', 'c-2', 'c-3']);
  });

  it('makes a change it is told twice in one turn once, and again when it is asked anew', async () => {
    const plan = testPlan({ functions: [testFunction('send', { risk: 'write' })] });
    const send = (id: string): [string, string, unknown] => [id, 'send', { text: 'a' }];
    const { executed, events } = await testRun({
      plan,
      turns: [calls(send('x'), send('generated')), calls(send('y')), says('ok')],
    });
    expect(executed).toHaveLength(2);
    expect(eventsOf(events, 'tool-requested').map((call) => call.problem)).toEqual([
      undefined,
      'doubled_call',
      undefined,
    ]);
  });

  it('is asked once more when it says nothing', async () => {
    const nothing = says('').filter((part) => part.type === 'finish');
    const once = await testRun({ turns: [nothing, says('never')] });
    expect(once.model.requests).toHaveLength(2);
    expect(once.outcome.state.finished).toMatchObject({ status: 'failed', reason_code: 'empty_answer' });
    expect(once.outcome.state.message?.text).toContain('no answer');
  });

  it('is told apart by why it ended', async () => {
    const long = await testRun({ turns: [says('A long', 'length')] });
    expect(long.outcome.state.finished).toMatchObject({ status: 'completed', reason_code: 'length' });
    const filtered = await testRun({ turns: [says('', 'content-filter').slice(-1)] });
    expect(filtered.outcome.state.finished).toMatchObject({ reason_code: 'content_filter' });
  });
});

describe('a tool that misbehaves', () => {
  const turns = [calls(look('c1', 'a')), says('ok')];
  it('is waited for no longer than its time', async () => {
    const plan = testPlan({ functions: [testFunction('look_up', { timeoutMs: 20 })] });
    let aborted = false;
    const { outcome, events } = await testRun({
      plan,
      turns,
      tool: ({ signal }) => new Promise(() => signal.addEventListener('abort', () => (aborted = true))),
    });
    expect(eventsOf(events, 'tool-settled')[0]?.status).toBe('timeout');
    expect(aborted).toBe(true);
    expect(outcome.status).toBe('completed');
  });

  it('may throw, without its message reaching anyone', async () => {
    const { events, outcome } = await testRun({
      turns,
      tool: () => {
        throw new Error('password=hunter2');
      },
    });
    expect(outcome.status).toBe('completed');
    expect(JSON.stringify(events)).not.toContain('hunter2');
  });

  it('may answer with 10 MB', async () => {
    const { events } = await testRun({ turns, tool: () => ({ ok: true, content: 'x'.repeat(10_000_000) }) });
    const settled = eventsOf(events, 'tool-settled')[0];
    expect(JSON.stringify(settled).length).toBeLessThan(engineLimits.resultCharacters + 1_000);
    expect(JSON.stringify(settled)).toContain('Only the first');
  });

  it('is not called again unasked when it may have taken effect', async () => {
    const plan = testPlan({ functions: [testFunction('look_up', { risk: 'write', timeoutMs: 10 })] });
    const { outcome, executed } = await testRun({
      plan,
      turns: [calls(look('c1', 'a')), calls(look('c2', 'a')), says('ok')],
      tool: () => new Promise(() => undefined),
    });
    expect(executed).toHaveLength(1);
    expect(outcome.status).toBe('waiting_approval');
  });
});

describe('limits', () => {
  const endless = (_: unknown, index: number) => calls(look(`c${index}`, `text ${index}`));

  it('withhold tools at the last step and make the model answer', async () => {
    const turns = [...Array.from({ length: 7 }, endless), says('That is all I found.')];
    const { model, outcome } = await testRun({ turns });
    expect(model.requests.map((request) => request.tools?.length ?? 0)).toEqual([1, 1, 1, 1, 1, 1, 1, 0]);
    expect(outcome.state.finished).toMatchObject({ status: 'completed', reason_code: 'step_limit' });
    expect(outcome.state.message?.text).toBe('That is all I found.');
  });

  it('end a run whose model asks for ever', async () => {
    const { model, executed, outcome } = await testRun({ turns: Array.from({ length: 50 }, endless) });
    expect(model.requests).toHaveLength(8);
    expect(executed).toHaveLength(7);
    expect(outcome.state.finished).toMatchObject({ reason_code: 'step_limit' });
  });

  it('stop the same call the third time', async () => {
    const same = calls(look('c', 'a'));
    const { executed, outcome } = await testRun({ turns: [same, same, same, says('Enough.')] });
    expect(executed).toHaveLength(2);
    expect(outcome.state.finished).toMatchObject({ reason_code: 'repeated_calls' });
  });

  it('count all tool calls', async () => {
    const plan = testPlan({ agent: { budget: { max_tool_calls: 2 } } });
    const many = calls(look('1', 'a'), look('2', 'b'), look('3', 'c'));
    const { executed, outcome } = await testRun({ plan, turns: [many, says('Enough.')] });
    expect(executed).toHaveLength(2);
    expect(outcome.state.finished).toMatchObject({ reason_code: 'tool_call_limit' });
  });

  it('end gracefully when the budget refuses a model call or a tool call', async () => {
    const turns = [calls(look('1', 'a')), says('never')];
    for (const budget of [recordedBudget({ model: 1 }), recordedBudget({ tool: 0 })]) {
      const { outcome } = await testRun({ turns, budget });
      expect(outcome.state.finished).toMatchObject({ status: 'completed', reason_code: 'budget_exhausted' });
      expect(outcome.state.message?.text).toContain('budget of today');
      expect(budget.open()).toBe(0);
    }
  });

  it('keep a run within its own tokens and money', async () => {
    const tokens = await testRun({
      plan: testPlan({ agent: { budget: { max_tokens: 100 } } }),
      turns: [says('never')],
    });
    expect(tokens.model.requests).toHaveLength(0);
    expect(tokens.outcome.state.finished).toMatchObject({ reason_code: 'budget_exhausted' });
    const money = await testRun({
      plan: testPlan({ agent: { budget: { max_cost_usd: 0.004 } } }),
      turns: [says('ok')],
    });
    const asked = money.budget.reserved[0];
    expect(asked?.maxOutputTokens).toBeLessThan(2_000);
    expect(asked?.estimatedCostUsd).toBeLessThanOrEqual(0.004);
  });

  it('run reads together and anything else one after the other', async () => {
    for (const [risk, expected] of [
      ['read', 3],
      ['write', 1],
    ] as const) {
      let running = 0;
      let most = 0;
      await testRun({
        plan: testPlan({ functions: [testFunction('look_up', { risk })] }),
        turns: [calls(look('1', 'a'), look('2', 'b'), look('3', 'c')), says('ok')],
        tool: async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, 5));
          running -= 1;
          return { ok: true, content: null };
        },
      });
      expect(most).toBe(expected);
    }
  });
});
