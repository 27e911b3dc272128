import { createServer, type Server } from 'node:http';
import { listRoles } from '@agentforge/contracts/access/endpoints';
import { createAgent } from '@agentforge/contracts/agents/endpoints';
import { decideApproval, getApproval, listApprovals } from '@agentforge/contracts/approvals/endpoints';
import { chat, getConversation, getRun } from '@agentforge/contracts/chat/endpoints';
import { createUser, login } from '@agentforge/contracts/identity/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createWorld, strongPassword, type World } from '../../../testing/create-world.ts';

let world: World;
let server: Server;
let deleted: string[] = [];
let toolId: string;
let agentId: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    deleted.push(`${request.method} ${request.url} ${request.headers['idempotency-key'] ?? ''}`);
    response.setHeader('content-type', 'application/json').end('{"deleted":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  world = await createWorld({ environment: { EGRESS_ALLOW: `127.0.0.1:${port}` } });
  const tool = await world.first.client.call(createTool, {
    body: {
      type: 'api',
      name: 'Delete order',
      description: 'Deletes an order by its number',
      config: {
        base_url: `http://127.0.0.1:${port}`,
        http_method: 'DELETE',
        endpoint_path: '/orders/{order_id}',
        auth_type: 'none',
        input_parameters: [
          {
            name: 'order_id',
            description: 'Number of the order',
            data_type: 'string',
            required: true,
            location: 'path',
          },
        ],
      },
    },
  });
  toolId = tool.id;
  agentId = await makeAgent({});
});
afterAll(async () => {
  await world.close();
  server.close();
});
beforeEach(() => {
  deleted = [];
});

async function makeAgent(policy: object): Promise<string> {
  const agent = await world.first.client.call(createAgent, {
    body: {
      name: 'Cleaner',
      goal: 'Deletes orders',
      model_id: 'demo/local',
      tool_ids: [toolId],
      approval_policy: { rules: [], information_flow: 'ask', ...policy },
    },
  });
  return agent.id;
}

/** A run that waits: the demo model calls the tool, which asks because it destroys. */
async function ask(id = agentId) {
  const { client } = world.first;
  const answer = await client.call(chat, {
    params: { agent_id: id },
    body: { message: 'Delete order A-17', version: 'draft' },
  });
  expect(answer.finish_reason).toBe('tool-approval');
  expect(deleted).toEqual([]);
  const inbox = await client.call(listApprovals, { query: { status: 'pending' } });
  const approval = inbox.data.find((one) => one.run_id === answer.run_id);
  if (!approval) throw new Error('nothing waits in the inbox');
  return { answer, approval };
}

async function finished(runId: string) {
  await expect
    .poll(async () => (await world.first.client.call(getRun, { params: { run_id: runId } })).status, {
      timeout: 10_000,
    })
    .toBe('completed');
}

it('asks before something is destroyed, and acts once when approved', async () => {
  const { client } = world.first;
  const { answer, approval } = await ask();
  expect(approval).toMatchObject({
    risk: 'destructive',
    can_decide: true,
    arguments: { order_id: 'A-17' },
    kind: 'approval',
  });
  const body = { decision: 'approve' as const, arguments_hash: approval.arguments_hash };
  const decide = () => client.call(decideApproval, { params: { approval_id: approval.id }, body });
  const results = await Promise.allSettled([decide(), decide()]);
  expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await finished(answer.run_id);
  expect(deleted).toHaveLength(1);
  expect(deleted[0]).toMatch(/^DELETE \/orders\/A-17 ./);
  const kept = await client.call(getConversation, { params: { conversation_id: answer.conversation_id } });
  expect(kept.messages[1]).toMatchObject({ status: 'complete' });
  await expect(decide()).rejects.toMatchObject({ status: 409 });
  expect(deleted).toHaveLength(1);
});

it('lists what one run waits for, and what was decided apart from it', async () => {
  const { client } = world.first;
  const { answer, approval } = await ask();
  const listed = async (query: { status: 'pending' | 'decided'; run_id?: string }) =>
    (await client.call(listApprovals, { query })).data.map((one) => one.id);
  expect(await listed({ status: 'pending', run_id: answer.run_id })).toEqual([approval.id]);
  expect(await listed({ status: 'decided' })).not.toContain(approval.id);
  await client.call(decideApproval, { params: { approval_id: approval.id }, body: { decision: 'reject' } });
  await finished(answer.run_id);
  expect(await listed({ status: 'decided', run_id: answer.run_id })).toEqual([approval.id]);
  expect(await listed({ status: 'pending', run_id: answer.run_id })).toEqual([]);
});

it('counts everyone once where it takes two, and offers no second vote', async () => {
  const two = await makeAgent({ rules: [{ tool_id: toolId, action: 'ask', quorum: 2 }] });
  const { approval } = await ask(two);
  const params = { approval_id: approval.id };
  expect(approval).toMatchObject({ can_decide: true, quorum: 2 });
  const voted = await world.first.client.call(decideApproval, { params, body: { decision: 'approve' } });
  expect(voted).toMatchObject({ status: 'pending', can_decide: false, votes: [{ decision: 'approve' }] });
  await expect(
    world.first.client.call(decideApproval, { params, body: { decision: 'approve' } }),
  ).rejects.toMatchObject({ status: 409 });
  expect(deleted).toEqual([]);
});

it('does not act when rejected', async () => {
  const { answer, approval } = await ask();
  await world.first.client.call(decideApproval, {
    params: { approval_id: approval.id },
    body: { decision: 'reject', comment: 'Wrong order' },
  });
  await finished(answer.run_id);
  expect(deleted).toEqual([]);
});

it('acts with the arguments a person changed, and refuses a decision on others', async () => {
  const { client } = world.first;
  const { answer, approval } = await ask();
  const params = { approval_id: approval.id };
  const stale = client.call(decideApproval, {
    params,
    body: { decision: 'approve', arguments_hash: 'something else' },
  });
  await expect(stale).rejects.toMatchObject({ status: 409 });
  const wrong = client.call(decideApproval, { params, body: { decision: 'approve', arguments: { nonsense: true } } });
  await expect(wrong).rejects.toMatchObject({ status: 422 });
  await client.call(decideApproval, { params, body: { decision: 'approve', arguments: { order_id: 'B-2' } } });
  await finished(answer.run_id);
  expect(deleted).toEqual([expect.stringContaining('DELETE /orders/B-2')]);
});

it('lets only the named approvers decide, never who asked', async () => {
  const { client } = world.first;
  const roles = await client.call(listRoles, { query: {} });
  const admin = roles.data.find((role) => role.name === 'Admin')?.id ?? '';
  const strict = await makeAgent({ rules: [{ tool_id: toolId, action: 'ask', approvers: [admin] }] });
  await client.call(createUser, { body: { email: 'boss@first.test', password: strongPassword, role_ids: [admin] } });
  const { answer, approval } = await ask(strict);
  expect(approval.can_decide).toBe(false);
  const params = { approval_id: approval.id };
  await expect(client.call(decideApproval, { params, body: { decision: 'approve' } })).rejects.toMatchObject({
    status: 403,
  });
  const session = await world.anonymous.call(login, { body: { email: 'boss@first.test', password: strongPassword } });
  const boss = world.clientFor(session.access_token);
  const inbox = await boss.call(listApprovals, { query: { status: 'pending' } });
  expect(inbox.data.map((one) => one.id)).toContain(approval.id);
  await boss.call(decideApproval, { params, body: { decision: 'approve' } });
  await finished(answer.run_id);
  expect(deleted).toHaveLength(1);
});

it('is not there for another organization', async () => {
  const { approval } = await ask();
  const other = await world.addTenant('Elsewhere');
  const params = { approval_id: approval.id };
  await expect(other.client.call(getApproval, { params })).rejects.toMatchObject({ status: 404 });
  const decide = other.client.call(decideApproval, { params, body: { decision: 'approve' } });
  await expect(decide).rejects.toMatchObject({ status: 404 });
});
