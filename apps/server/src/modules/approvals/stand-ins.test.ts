import { publishAgent } from '@agentforge/contracts/agents/endpoints';
import {
  countApprovals,
  createStandIn,
  decideApproval,
  deleteStandIn,
  getApproval,
  listApprovals,
  listApprovers,
  listColleagues,
  listStandIns,
} from '@agentforge/contracts/approvals/endpoints';
import { listAuditRecords } from '@agentforge/contracts/audit/endpoints';
import { chat, getRun } from '@agentforge/contracts/chat/endpoints';
import { updateUser } from '@agentforge/contracts/identity/endpoints';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApprovalsWorld, createApprovalsWorld, type Member } from '../../../testing/approvals-world.ts';
import { statusesOf } from '../../../testing/members.ts';

let room: ApprovalsWorld;
let ada: Member;
let grace: Member;
let viewer: Member;

beforeAll(async () => {
  room = await createApprovalsWorld();
  ada = await room.addMember('User');
  grace = await room.addMember('User');
  viewer = await room.addMember('Viewer');
});
afterAll(() => room.close());
beforeEach(() => {
  room.deleted.length = 0;
});
afterEach(async () => {
  for (const who of [ada, grace]) {
    const { data } = await who.client.call(listStandIns, {});
    for (const one of data.filter(({ mine }) => mine))
      await who.client.call(deleteStandIn, { params: { stand_in_id: one.id } });
  }
});

const day = 24 * 3_600_000;
const from = (days: number) => new Date(Date.now() + days * day).toISOString();
const name = (who: Member, standIn: Member, starts = -1, ends = 7) =>
  who.client.call(createStandIn, { body: { user_id: standIn.id, starts_at: from(starts), ends_at: from(ends) } });
const read = (who: Member, id: string) => who.client.call(getApproval, { params: { approval_id: id } });
const approve = (who: Pick<Member, 'client'>, id: string) =>
  who.client.call(decideApproval, { params: { approval_id: id }, body: { decision: 'approve' } });
const waitsFor = async (rule: object, client = room.world.first.client) =>
  room.ask(await room.makeAgent({ rules: [{ action: 'ask', ...rule }] }), client);

describe('a stand-in', () => {
  it('decides in the place of whom a rule names, and the audit and the log say for whom', async () => {
    const { runId, approvalId } = await waitsFor({ approvers: [ada.id] });
    expect(await statusesOf([read(grace, approvalId)])).toEqual([404]);
    await name(ada, grace);
    expect(await read(grace, approvalId)).toMatchObject({ can_decide: true, decides_for: ada.email });
    const inbox = await grace.client.call(listApprovals, { query: { status: 'pending' } });
    expect(inbox.data.map(({ id }) => id)).toContain(approvalId);
    expect((await grace.client.call(countApprovals, {})).waiting).toBeGreaterThan(0);
    const decided = await approve(grace, approvalId);
    expect(decided).toMatchObject({ status: 'approved', votes: [{ by: grace.email, on_behalf_of: ada.email }] });
    expect(decided.history.at(-1)).toMatchObject({ event: 'approve', by: grace.email, on_behalf_of: ada.email });
    await room.finished(runId);
    expect(room.deleted).toHaveLength(1);
    const run = await room.world.first.client.call(getRun, { params: { run_id: runId } });
    const step = run.steps.find(({ kind }) => kind === 'approval');
    expect(step?.details).toMatchObject({ by: grace.email, on_behalf_of: ada.email });
    const audit = await room.world.first.client.call(listAuditRecords, { query: { action: 'approvals.decide' } });
    expect(audit.data[0]).toMatchObject({
      actor: { label: grace.email },
      details: { on_behalf_of: ada.email, on_behalf_of_id: ada.id },
    });
  });

  it('decides only within the period, and no longer once it was ended', async () => {
    const { approvalId } = await waitsFor({ approvers: [ada.id] });
    await name(ada, grace, 1, 2);
    expect(await statusesOf([approve(grace, approvalId)])).toEqual([404]);
    const now = await name(ada, grace);
    expect((await read(grace, approvalId)).can_decide).toBe(true);
    await ada.client.call(deleteStandIn, { params: { stand_in_id: now.id } });
    expect(await statusesOf([approve(grace, approvalId)])).toEqual([404]);
    expect(room.deleted).toEqual([]);
  });

  it('never decides on their own request, nor on that of whom they stand in for', async () => {
    await name(ada, grace);
    const agentId = await room.makeAgent({ rules: [{ action: 'ask', approvers: [ada.id] }] });
    const { client } = room.world.first;
    await client.call(publishAgent, { params: { agent_id: agentId }, body: {} });
    const askAs = async (who: Member) => {
      const body = { message: 'Delete order A-17' };
      const answer = await who.client.call(chat, { params: { agent_id: agentId }, body });
      const query = { run_id: answer.run_id };
      return (await who.client.call(listApprovals, { query })).data[0]?.id ?? '';
    };
    const byGrace = await askAs(grace);
    expect(await read(grace, byGrace)).toMatchObject({ can_decide: false, decides_for: null });
    const byAda = await askAs(ada);
    expect(await statusesOf([approve(grace, byGrace), approve(ada, byAda), approve(grace, byAda)])).toEqual([
      403, 403, 404,
    ]);
    expect(room.deleted).toEqual([]);
  });

  it('is given no role: what the absent person may do by role stays with the role', async () => {
    const boss = await room.addMember('Admin');
    await name(boss, grace);
    const byRole = await waitsFor({ approvers: [await room.roleId('Admin')] });
    const byBuilder = await waitsFor({});
    expect((await read(boss, byRole.approvalId)).can_decide).toBe(true);
    expect((await read(boss, byBuilder.approvalId)).can_decide).toBe(true);
    expect(await statusesOf([approve(grace, byRole.approvalId), approve(grace, byBuilder.approvalId)])).toEqual([
      404, 404,
    ]);
  });

  it('and the absent person are one voice', async () => {
    await name(ada, grace);
    const both = { approvers: [ada.id, room.world.first.userId], quorum: 2, requester_may_approve: true };
    const { approvalId } = await waitsFor(both);
    await approve(grace, approvalId);
    expect(await read(ada, approvalId)).toMatchObject({ can_decide: false, status: 'pending' });
    expect(await statusesOf([approve(ada, approvalId), approve(grace, approvalId)])).toEqual([409, 409]);
    expect(room.deleted).toEqual([]);
  });

  it('passes nothing on when the absent person was disabled', async () => {
    const gone = await room.addMember('User');
    await name(gone, grace);
    const { approvalId } = await waitsFor({ approvers: [gone.id] });
    expect((await read(grace, approvalId)).can_decide).toBe(true);
    const params = { user_id: gone.id };
    await room.world.first.client.call(updateUser, { params, body: { status: 'disabled' } });
    expect(await statusesOf([approve(grace, approvalId)])).toEqual([404]);
  });
});

describe('naming a stand-in', () => {
  it('says what is wrong at the field', async () => {
    const body = { user_id: grace.id, starts_at: from(0), ends_at: from(1) };
    const wrong: [object, string][] = [
      [{ user_id: ada.id }, 'user_id'],
      [{ user_id: viewer.id }, 'user_id'],
      [{ user_id: 'user_nobody' }, 'user_id'],
      [{ ends_at: from(-1) }, 'ends_at'],
      [{ starts_at: from(-3), ends_at: from(-2) }, 'ends_at'],
      [{ ends_at: from(400) }, 'ends_at'],
    ];
    for (const [change, path] of wrong) {
      const attempt = ada.client.call(createStandIn, { body: { ...body, ...change } });
      await expect(attempt).rejects.toMatchObject({ status: 422, errors: [{ path }] });
    }
    const other = await room.world.addTenant('Stand-in rival');
    const foreign = ada.client.call(createStandIn, { body: { ...body, user_id: other.userId } });
    await expect(foreign).rejects.toMatchObject({ status: 422, errors: [{ path: 'user_id' }] });
  });

  it('is shown to both, and ended only by who named them', async () => {
    const made = await name(ada, grace);
    expect(made).toMatchObject({ status: 'active', mine: true, stand_in: { email: grace.email } });
    const theirs = (await grace.client.call(listStandIns, {})).data;
    expect(theirs[0]).toMatchObject({ id: made.id, mine: false, person: { email: ada.email } });
    const params = { stand_in_id: made.id };
    expect(await statusesOf([grace.client.call(deleteStandIn, { params })])).toEqual([404]);
    const other = await room.world.addTenant('Elsewhere stand-in');
    expect(await statusesOf([other.client.call(deleteStandIn, { params })])).toEqual([404]);
    expect((await viewer.client.call(listStandIns, {}).catch((error: unknown) => error)) instanceof Error).toBe(true);
  });

  it('finds colleagues by two letters or more, and rules find people and roles', async () => {
    expect(await statusesOf([ada.client.call(listColleagues, { query: { q: 'a' } })])).toEqual([400]);
    const found = await ada.client.call(listColleagues, { query: { q: grace.email.slice(0, 12) } });
    expect(found.data.map(({ id }) => id)).not.toContain(ada.id);
    expect(await statusesOf([ada.client.call(listApprovers, { query: {} })])).toEqual([403]);
    const { client, userId } = room.world.first;
    const named = await client.call(listApprovers, { query: { q: 'Admin' } });
    expect(named.data).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'role', name: 'Admin' }),
        expect.objectContaining({ kind: 'user', id: userId }),
      ]),
    );
    const byId = await client.call(listApprovers, { query: { ids: `user_gone,${userId}` } });
    expect(byId.data).toMatchObject([
      { id: 'user_gone', kind: 'gone' },
      { id: userId, kind: 'user' },
    ]);
  });
});
