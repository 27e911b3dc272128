import { describe, expect, it } from 'vitest';
import { checkDecision } from './approvals.ts';
import { foldRun } from './state.ts';
import { withDecision } from './testing/decisions.ts';
import { eventsOf, type TestRun, testFunction, testPlan, testRun } from './testing/harness.ts';
import { calls, says } from './testing/scripted-model.ts';

const functions = [testFunction('erase', { risk: 'destructive' })];
const plan = testPlan({ functions });
const turns = [calls(['c1', 'erase', { text: 'all' }]), says('Done.')];
const resume = (earlier: TestRun['events'], withPlan = plan) => testRun({ plan: withPlan, turns, earlier, fence: 200 });

describe('approvals', () => {
  it('makes destructive calls wait and runs them once approved', async () => {
    const asked = await testRun({ plan, turns });
    expect(asked.outcome.status).toBe('waiting_approval');
    expect(asked.executed).toHaveLength(0);
    const run = await resume(withDecision(asked.events, {}));
    expect(run.outcome.status).toBe('completed');
    expect(run.executed.map((call) => call.arguments)).toEqual([{ text: 'all' }]);
  });

  it('adds nothing to the log while nobody has decided', async () => {
    const asked = await testRun({ plan, turns });
    const again = await resume(asked.events);
    expect(again.outcome.status).toBe('waiting_approval');
    expect(again.events).toHaveLength(asked.events.length);
  });

  it('ignores a decision about other arguments', async () => {
    const asked = await testRun({ plan, turns });
    const run = await resume(withDecision(asked.events, { arguments_hash: 'another' }));
    expect(run.outcome.status).toBe('waiting_approval');
    expect(run.executed).toHaveLength(0);
  });

  it('runs a call approved twice once', async () => {
    const asked = await testRun({ plan, turns });
    const log = withDecision(asked.events, {});
    const second = log.slice(-1).map((event) => ({ ...event, sequence: event.sequence + 1 }));
    const run = await resume([...log, ...second]);
    expect(run.executed).toHaveLength(1);
  });

  it('gives the model the reason a person declined with', async () => {
    const asked = await testRun({ plan, turns });
    const run = await resume(withDecision(asked.events, { decision: 'reject', comment: 'Not today.' }));
    expect(run.executed).toHaveLength(0);
    expect(run.model.requests[0]?.messages.at(-1)).toMatchObject({
      role: 'tool',
      isError: true,
      result: { status: 'rejected', error: 'A person declined: Not today.' },
    });
  });

  it('declines what nobody decided in time', async () => {
    const asked = await testRun({ plan, turns });
    const run = await resume(withDecision(asked.events, { decision: 'expired', by: 'system' }));
    expect(eventsOf(run.events, 'tool-settled')[0]).toMatchObject({ status: 'rejected' });
  });

  it('runs with the arguments an approver changed', async () => {
    const asked = await testRun({ plan, turns });
    const run = await resume(withDecision(asked.events, { arguments: { text: 'one' } }));
    expect(run.executed.map((call) => call.arguments)).toEqual([{ text: 'one' }]);
  });

  it('refuses changed arguments that do not fit, or that a rule refuses', async () => {
    const asked = await testRun({ plan, turns });
    const unfit = await resume(withDecision(asked.events, { arguments: { text: { deep: 1 } } }));
    expect(unfit.executed).toHaveLength(0);
    const when = [{ argument: 'text', operator: 'eq', value: 'root' }];
    const strict = testPlan({ functions, agent: { approval_policy: { rules: [{ when, action: 'refuse' }] } } });
    const refused = await resume(withDecision(asked.events, { arguments: { text: 'root' } }), strict);
    expect(refused.executed).toHaveLength(0);
    expect(eventsOf(refused.events, 'tool-settled')[0]?.status).toBe('refused');
  });

  it('waits for as many people as the rule asks for', async () => {
    const rules = [{ action: 'ask', quorum: 2, approvers: ['role_1'], expires_in_seconds: 60 }];
    const two = testPlan({ functions, agent: { approval_policy: { rules } } });
    const asked = await testRun({ plan: two, turns });
    expect(asked.outcome.expiresAt).toBeGreaterThan(0);
    expect(eventsOf(asked.events, 'approval-requested')[0]).toMatchObject({
      quorum: 2,
      approvers: ['role_1'],
      rule: 0,
    });
    const once = withDecision(asked.events, {});
    expect((await resume(withDecision(once, {}, 101), two)).executed).toHaveLength(0);
    expect((await resume(withDecision(once, { by: 'user_2' }, 101), two)).executed).toHaveLength(1);
  });

  it('does not count votes for arguments that were changed afterwards', async () => {
    const two = testPlan({ functions, agent: { approval_policy: { rules: [{ action: 'ask', quorum: 2 }] } } });
    const asked = await testRun({ plan: two, turns });
    const edited = withDecision(withDecision(asked.events, {}), { by: 'user_2', arguments: { text: 'one' } }, 101);
    expect((await resume(edited, two)).executed).toHaveLength(0);
    const agreed = await resume(withDecision(edited, { by: 'user_1' }, 102), two);
    expect(agreed.executed.map((call) => call.arguments)).toEqual([{ text: 'one' }]);
  });

  it('tells before it is written why a decision does not fit', async () => {
    const asked = await testRun({ plan, turns });
    const state = foldRun(asked.events);
    const [approval] = state.approvals.values();
    const decision = {
      approval_id: approval?.id ?? '',
      decision: 'approve' as const,
      arguments_hash: approval?.boundHash ?? '',
    };
    expect(checkDecision(state, functions, decision)).toEqual({ ok: true });
    expect(checkDecision(state, functions, { ...decision, arguments_hash: 'x' })).toMatchObject({
      problem: 'other_arguments',
    });
    expect(checkDecision(state, functions, { ...decision, approval_id: 'x' })).toMatchObject({
      problem: 'unknown_approval',
    });
    expect(checkDecision(state, functions, { ...decision, arguments: {} })).toMatchObject({
      problem: 'invalid_arguments',
    });
    const decided = foldRun(withDecision(asked.events, {}));
    expect(checkDecision(decided, functions, decision)).toMatchObject({ problem: 'already_decided' });
  });
});
