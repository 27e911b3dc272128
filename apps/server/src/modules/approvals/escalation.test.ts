import { decideApproval, getApproval, listApprovals } from '@agentforge/contracts/approvals/endpoints';
import { getRun } from '@agentforge/contracts/chat/endpoints';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApprovalsWorld, createApprovalsWorld, type Member } from '../../../testing/approvals-world.ts';
import { statusesOf } from '../../../testing/members.ts';

let room: ApprovalsWorld;
let ada: Member;
let grace: Member;

beforeAll(async () => {
  room = await createApprovalsWorld();
  ada = await room.addMember('User');
  grace = await room.addMember('User');
});
afterAll(() => room.close());
beforeEach(() => {
  room.deleted.length = 0;
});

const read = (who: Member, id: string) => who.client.call(getApproval, { params: { approval_id: id } });
const approve = (who: Pick<Member, 'client'>, id: string) =>
  who.client.call(decideApproval, { params: { approval_id: id }, body: { decision: 'approve' } });

async function untilEvent(id: string, event: string) {
  await expect
    .poll(
      async () => {
        const shown = await room.world.first.client.call(getApproval, { params: { approval_id: id } });
        return shown.history.map((one) => one.event);
      },
      { timeout: 20_000 },
    )
    .toContain(event);
}

describe('escalation', () => {
  it('asks the next level when nobody decides, keeps the first, and says so everywhere', async () => {
    const escalation = [{ after_seconds: 60, approvers: [grace.id] }];
    const rules = [{ action: 'ask', approvers: [ada.id], escalation, expires_in_seconds: 3600 }];
    const { runId, approvalId } = await room.ask(await room.makeAgent({ rules }));
    const before = await read(ada, approvalId);
    expect(before).toMatchObject({ level: 0, can_decide: true, approvers: [{ id: ada.id, kind: 'user' }] });
    expect(Date.parse(before.escalates_at ?? '') - Date.parse(before.created_at)).toBeGreaterThan(50_000);
    expect(await statusesOf([read(grace, approvalId), approve(grace, approvalId)])).toEqual([404, 404]);
    await room.passTime(runId, 61);
    await untilEvent(approvalId, 'escalated');
    const after = await read(grace, approvalId);
    expect(after).toMatchObject({ level: 1, can_decide: true, escalates_at: null, status: 'pending' });
    expect(after.approvers.map(({ id }) => id)).toEqual([ada.id, grace.id]);
    expect(after.history.map(({ event, asked }) => [event, asked.map(({ id }) => id)])).toEqual([
      ['requested', [ada.id]],
      ['escalated', [grace.id]],
    ]);
    expect((await read(ada, approvalId)).can_decide).toBe(true);
    const run = await room.world.first.client.call(getRun, { params: { run_id: runId } });
    expect(run.status).toBe('waiting_approval');
    expect(run.steps.find(({ kind }) => kind === 'approval')?.details).toMatchObject({
      escalated: [{ level: 1, approvers: [grace.id] }],
    });
    await approve(grace, approvalId);
    await room.finished(runId);
    expect(room.deleted).toEqual(['DELETE /orders/A-17']);
  });

  it('does nothing once somebody has decided', async () => {
    const escalation = [{ after_seconds: 60, approvers: [grace.id] }];
    const rules = [{ action: 'ask', approvers: [ada.id], escalation }];
    const { runId, approvalId } = await room.ask(await room.makeAgent({ rules }));
    await approve(ada, approvalId);
    await room.finished(runId);
    expect((await read(ada, approvalId)).history.map(({ event }) => event)).toEqual(['requested', 'approve']);
    expect(await statusesOf([read(grace, approvalId)])).toEqual([404]);
  });

  it('ends the waiting when the time to decide is over, and refuses what comes later', async () => {
    const rules = [{ action: 'ask', approvers: [ada.id], expires_in_seconds: 60 }];
    const { runId, approvalId } = await room.ask(await room.makeAgent({ rules }));
    await room.passTime(runId, 61);
    // Even before anyone has noticed that the time is over.
    expect(await statusesOf([approve(ada, approvalId)])).toEqual([409]);
    await room.finished(runId);
    const shown = await read(ada, approvalId).catch(() => null);
    expect(shown).toMatchObject({ status: 'expired', can_decide: false });
    expect(shown?.history.map(({ event }) => event)).toEqual(['requested', 'expired']);
    expect(await statusesOf([approve(ada, approvalId)])).toEqual([409]);
    expect(room.deleted).toEqual([]);
  });
});

describe('who asked', () => {
  it('may decide on their own request only where the rule says so', async () => {
    const me = room.world.first.userId;
    const asker = { client: room.world.first.client };
    const strict = await room.ask(await room.makeAgent({ rules: [{ action: 'ask', approvers: [me] }] }));
    expect(await statusesOf([approve(asker, strict.approvalId)])).toEqual([403]);
    const unnamed = { action: 'ask', requester_may_approve: false };
    const other = await room.ask(await room.makeAgent({ rules: [unnamed] }));
    expect(await statusesOf([approve(asker, other.approvalId)])).toEqual([403]);
    expect(room.deleted).toEqual([]);
    const loose = { action: 'ask', approvers: [me], requester_may_approve: true };
    const own = await room.ask(await room.makeAgent({ rules: [loose] }));
    await approve(asker, own.approvalId);
    await room.finished(own.runId);
    expect(room.deleted).toHaveLength(1);
  });

  it('is named with everyone else in the history, also votes that were overtaken by a change', async () => {
    const agentId = await room.makeAgent({ rules: [{ action: 'ask', approvers: [ada.id, grace.id], quorum: 2 }] });
    const { runId, approvalId, hash } = await room.ask(agentId);
    await approve(ada, approvalId);
    const params = { approval_id: approvalId };
    const vote = { decision: 'approve' as const, arguments_hash: hash };
    const changed = { ...vote, arguments: { order_id: 'B-2' }, comment: 'The other one' };
    const voted = await grace.client.call(decideApproval, { params, body: changed });
    expect(voted).toMatchObject({ status: 'pending', can_decide: false, votes: [{ by: grace.email }] });
    expect(voted.history).toMatchObject([
      { event: 'requested' },
      { event: 'approve', by: ada.email, superseded: true },
      { event: 'approve', by: grace.email, superseded: false, comment: 'The other one' },
    ]);
    const again = await read(ada, approvalId);
    const traced = async () => {
      const run = await room.world.first.client.call(getRun, { params: { run_id: runId } });
      return run.steps.find(({ kind }) => kind === 'approval');
    };
    // One of two: the trace does not call it approved, and knows of the vote that counts.
    expect(await traced()).toMatchObject({ status: 'pending', details: { votes: [{ by: grace.email }] } });
    expect(again.can_decide).toBe(true);
    const body = { ...vote, arguments_hash: again.arguments_hash };
    await ada.client.call(decideApproval, { params, body });
    await room.finished(runId);
    expect(room.deleted).toEqual(['DELETE /orders/B-2']);
  });

  it('sees it in the inbox without being able to decide', async () => {
    const { approvalId } = await room.ask(await room.makeAgent({ rules: [{ action: 'ask', approvers: [ada.id] }] }));
    const inbox = await room.world.first.client.call(listApprovals, { query: { status: 'pending' } });
    expect(inbox.data.find(({ id }) => id === approvalId)).toMatchObject({ can_decide: false });
  });
});
