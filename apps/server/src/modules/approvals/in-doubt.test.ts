import type { ServerResponse } from 'node:http';
import { decideApproval, listApprovals } from '@agentforge/contracts/approvals/endpoints';
import { chat, getConversation, getRun, listRuns } from '@agentforge/contracts/chat/endpoints';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApprovalsWorld, createApprovalsWorld } from '../../../testing/approvals-world.ts';
import { statusesOf } from '../../../testing/members.ts';

let room: ApprovalsWorld;

beforeAll(async () => {
  room = await createApprovalsWorld({ method: 'POST' });
});
afterAll(() => room.close());
beforeEach(() => {
  room.deleted.length = 0;
});

const done = (response: ServerResponse) => {
  response.setHeader('content-type', 'application/json').end('{"deleted":true}');
};

/** A run whose holder is lost while its call, which must not be repeated, is out. Answers what the inbox asks. */
async function interrupted() {
  const { client } = room.world.first;
  let reached: () => void = () => undefined;
  const out = new Promise<void>((resolve) => {
    reached = resolve;
  });
  // The other system takes the call and never answers.
  room.answerWith(() => reached());
  const agentId = await room.makeAgent({ rules: [{ action: 'allow' }] });
  const body = { message: 'Delete order A-17', version: 'draft' as const };
  const answer = client.call(chat, { params: { agent_id: agentId }, body }).catch(() => null);
  await out;
  const runId = (await client.call(listRuns, { query: { agent_id: agentId } })).data[0]?.id ?? '';
  await room.loseHolder(runId);
  const waiting = async () => (await client.call(listApprovals, { query: { run_id: runId } })).data[0];
  await expect.poll(waiting, { timeout: 30_000 }).toBeDefined();
  room.answerWith(done);
  await answer;
  const asked = await waiting();
  if (!asked) throw new Error('nothing is asked');
  return { runId, asked };
}

async function settle(approvalId: string, decision: 'happened' | 'did_not_happen' | 'retry' | 'approve') {
  const params = { approval_id: approvalId };
  return room.world.first.client.call(decideApproval, { params, body: { decision } });
}

async function stepsOf(runId: string) {
  const run = await room.world.first.client.call(getRun, { params: { run_id: runId } });
  const kept = await room.world.first.client.call(getConversation, {
    params: { conversation_id: run.conversation_id },
  });
  return { run, tool: run.steps.find(({ kind }) => kind === 'tool'), last: kept.messages.at(-1) };
}

describe('a call that was out when its run lost its holder', () => {
  it('is asked about in the inbox, and never sent again by itself', async () => {
    const { runId, asked } = await interrupted();
    expect(asked).toMatchObject({
      kind: 'in_doubt',
      status: 'pending',
      can_decide: true,
      arguments: { order_id: 'A-17' },
      approvers: [],
    });
    expect(asked.reason).toContain('The connection was lost while this was being done.');
    const { run } = await stepsOf(runId);
    expect(run.status).toBe('in_doubt');
    expect(room.deleted).toHaveLength(1);
    expect(await statusesOf([settle(asked.id, 'approve')])).toEqual([422]);
    const settled = await settle(asked.id, 'happened');
    expect(settled).toMatchObject({ status: 'settled', can_decide: false });
    expect(settled.history.map(({ event, by }) => [event, by])).toEqual([
      ['requested', 'admin@first.test'],
      ['happened', 'admin@first.test'],
    ]);
    await room.finished(runId);
    expect(room.deleted).toHaveLength(1);
    expect((await stepsOf(runId)).last).toMatchObject({ status: 'complete' });
    expect(await statusesOf([settle(asked.id, 'retry')])).toEqual([409]);
  });

  it('goes on without it when it did not happen', async () => {
    const { runId, asked } = await interrupted();
    await settle(asked.id, 'did_not_happen');
    await room.finished(runId);
    expect(room.deleted).toHaveLength(1);
    expect((await stepsOf(runId)).last).toMatchObject({ status: 'complete' });
  });

  it('is sent once more when a person says so', async () => {
    const { runId, asked } = await interrupted();
    await settle(asked.id, 'retry');
    await room.finished(runId);
    expect(room.deleted).toEqual(['POST /orders/A-17', 'POST /orders/A-17']);
    expect((await stepsOf(runId)).tool).toMatchObject({ status: 'ok' });
  });

  it('is settled by who asked or who builds agents, not by others', async () => {
    const { asked } = await interrupted();
    const stranger = await room.addMember('User');
    const params = { approval_id: asked.id };
    const attempt = stranger.client.call(decideApproval, { params, body: { decision: 'retry' } });
    expect(await statusesOf([attempt])).toEqual([404]);
    const builder = await room.addMember('Admin');
    await builder.client.call(decideApproval, { params, body: { decision: 'did_not_happen' } });
  });
});
