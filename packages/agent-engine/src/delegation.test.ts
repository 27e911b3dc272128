import type { ChildRun, ToolResult } from '@agentforge/plugin-kit/tool';
import { describe, expect, it } from 'vitest';
import { eventsOf, testFunction, testPlan, testRun, typesOf } from './testing/harness.ts';
import { recordedBudget } from './testing/pass-through.ts';
import { calls, says } from './testing/scripted-model.ts';

const child: ChildRun = { runId: 'run_2', inputTokens: 300, outputTokens: 100, costUsd: 0.5, costIsLowerBound: false };
const waits: ToolResult = { ok: false, content: null, child, waits: { reason: 'Helper waits for a person.' } };
const answered: ToolResult = { ok: true, content: { answer: '42' }, child, labels: ['untrusted'] };
const functions = [testFunction('ask', { idempotent: true }), testFunction('send', { risk: 'egress' })];
const turns = [calls(['a1', 'ask', { text: 'six times seven' }]), says('It is 42.')];

describe('calls that are runs of their own', () => {
  it('wait with the run they have started, and ask for it again with the same key', async () => {
    const first = await testRun({ plan: testPlan({ functions }), turns, tool: () => waits });
    expect(first.outcome.status).toBe('waiting_approval');
    expect(first.outcome.state.phase).toBe('waiting_approval');
    expect(typesOf(first.events).at(-1)).toBe('tool-parked');
    const again = { plan: testPlan({ functions }), turns, earlier: first.events, fence: 2, executed: first.executed };
    const still = await testRun({ ...again, tool: () => waits });
    expect(still.outcome.status).toBe('waiting_approval');
    const last = await testRun({ ...again, earlier: still.events, fence: 3, tool: () => answered });
    expect(last.outcome.status).toBe('completed');
    expect(last.executed).toHaveLength(3);
    expect(new Set(last.executed.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(eventsOf(last.events, 'tool-settled')).toMatchObject([{ status: 'ok', child: { run_id: 'run_2' } }]);
    // Waiting is not work.
    expect(last.outcome.state.calls.get('a1')?.childRunId).toBe('run_2');
  });

  it('carry labels both ways', async () => {
    const labels = [{ label: 'private' as const, source: 'attachment a.pdf' }];
    const acts = [calls(['a1', 'ask', { text: 'x' }]), calls(['s1', 'send', { text: 'y' }]), says('Sent.')];
    const run = await testRun({ plan: testPlan({ functions, labels }), turns: acts, tool: () => answered });
    expect(run.executed[0]?.labels).toEqual(labels);
    expect(run.outcome.status).toBe('waiting_approval');
    const [, send] = eventsOf(run.events, 'tool-requested');
    expect(send).toMatchObject({ name: 'send', decision: 'ask' });
    expect(send?.labels.map(({ label }) => label)).toEqual(['private', 'untrusted']);
  });

  it('share what the run has left, and use it up', async () => {
    const agent = { budget: { max_tokens: 3000, max_cost_usd: 1 } };
    const both = [calls(['a1', 'ask', { text: 'x' }], ['a2', 'ask', { text: 'y' }]), says('Done.')];
    const run = await testRun({ plan: testPlan({ functions, agent }), turns: both, tool: () => answered });
    // 120 tokens went into the first turn; two calls are open, then one.
    expect(run.executed.map(({ left }) => Math.round(left.tokens))).toEqual([1440, 1440]);
    expect(run.outcome.state.delegated).toEqual({ tokens: 800, costUsd: 1 });
    expect(run.outcome.state.usage.output_tokens).toBe(20);
    expect(eventsOf(run.events, 'budget-refused')).toMatchObject([{ limit: 'run_cost' }]);
  });
});

describe('a budget with little left', () => {
  it('makes the answer shorter and says so', async () => {
    const budget = recordedBudget();
    const reserve = budget.reserve.bind(budget);
    budget.reserve = async (request) => {
      const answer = await reserve(request);
      return answer.ok ? { ...answer, maxOutputTokens: 77, limit: 'user_day', detail: 'It may be shorter.' } : answer;
    };
    const run = await testRun({ turns: [says('Short.')], budget });
    expect(run.model.requests[0]?.parameters?.maxTokens).toBe(77);
    expect(eventsOf(run.events, 'budget-noticed')).toEqual([
      { kind: 'shorter_answer', limit: 'user_day', detail: 'It may be shorter.' },
    ]);
    expect(run.outcome.status).toBe('completed');
  });
});
