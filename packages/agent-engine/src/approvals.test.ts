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

  it('expires what nobody decided in time, by the clock alone', async () => {
    const rules = [{ action: 'ask', expires_in_seconds: 60 }];
    const timed = testPlan({ functions, agent: { approval_policy: { rules } } });
    const asked = await testRun({ plan: timed, turns });
    const early = await testRun({ plan: timed, turns, earlier: asked.events, fence: 2, after: 59_000 });
    expect(early.outcome).toMatchObject({ status: 'waiting_approval', expiresAt: asked.outcome.expiresAt });
    const late = await testRun({ plan: timed, turns, earlier: asked.events, fence: 2, after: 61_000 });
    expect(eventsOf(late.events, 'approval-decided')).toMatchObject([{ decision: 'expired', by: 'system' }]);
    expect(late.outcome.status).toBe('completed');
    expect(late.executed).toHaveLength(0);
  });

  it('asks one level after the other, each for its whole time, and never lets the first go', async () => {
    const escalation = [
      { after_seconds: 60, approvers: ['role_2'] },
      { after_seconds: 30, approvers: ['role_3', 'role_1'] },
    ];
    const rules = [{ action: 'ask', approvers: ['role_1'], escalation, expires_in_seconds: 600 }];
    const levels = testPlan({ functions, agent: { approval_policy: { rules } } });
    const asked = await testRun({ plan: levels, turns });
    const approversOf = (run: TestRun) => [...run.outcome.state.approvals.values()].map((each) => each.approvers);
    const wait = (earlier: TestRun, fence: number, after: number) =>
      testRun({ plan: levels, turns, earlier: earlier.events, fence, after });
    const early = await wait(asked, 2, 59_000);
    expect(eventsOf(early.events, 'approval-escalated')).toEqual([]);
    // Nobody drove the run for long: still only one level at a time.
    const second = await wait(early, 3, 300_000);
    expect(eventsOf(second.events, 'approval-escalated')).toMatchObject([{ level: 1, approvers: ['role_2'] }]);
    expect(approversOf(second)).toEqual([['role_1', 'role_2']]);
    expect(second.outcome.status).toBe('waiting_approval');
    const third = await wait(second, 4, 31_000);
    expect(approversOf(third)).toEqual([['role_1', 'role_2', 'role_3']]);
    expect(third.outcome.expiresAt).toBe((asked.events.at(-1)?.at ?? 0) + 600_000);
    const done = await testRun({ plan: levels, turns, earlier: withDecision(third.events, {}), fence: 200 });
    expect(done.outcome.status).toBe('completed');
    expect(done.executed).toHaveLength(1);
  });

  it('does not escalate what was decided, nor skip a level', async () => {
    const escalation = [{ after_seconds: 60, approvers: ['role_2'] }];
    const rules = [{ action: 'ask', approvers: ['role_1'], escalation }];
    const plan = testPlan({ functions, agent: { approval_policy: { rules } } });
    const asked = await testRun({ plan, turns });
    const [approval] = foldRun(asked.events).approvals.values();
    const skip = { approval_id: approval?.id ?? '', call_id: 'c1', level: 2, approvers: ['role_9'] };
    const at = asked.events.at(-1)?.at ?? 0;
    const forged = foldRun([...asked.events, { type: 'approval-escalated', data: skip, sequence: 10 ** 9, at }]);
    expect([...forged.approvals.values()][0]?.approvers).toEqual(['role_1']);
    const rejected = withDecision(asked.events, { decision: 'reject' });
    const run = await testRun({ plan, turns, earlier: rejected, fence: 200, after: 120_000 });
    expect(eventsOf(run.events, 'approval-escalated')).toEqual([]);
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
