import { createServer, type ServerResponse } from 'node:http';
import type { Client } from '@agentforge/client/client';
import { listRoles } from '@agentforge/contracts/access/endpoints';
import { createAgent } from '@agentforge/contracts/agents/endpoints';
import { listApprovals } from '@agentforge/contracts/approvals/endpoints';
import { chat, getRun } from '@agentforge/contracts/chat/endpoints';
import { createUser, login } from '@agentforge/contracts/identity/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import { expect } from 'vitest';
import { createWorld, strongPassword, type World, type WorldOptions } from './create-world.ts';

export interface Member {
  id: string;
  email: string;
  client: Client;
}

export interface ApprovalsWorld {
  world: World;
  /** Requests that reached the other system, such as `DELETE /orders/A-17`. */
  deleted: string[];
  /** How the other system answers; default at once. */
  answerWith(answer: (response: ServerResponse) => void): void;
  makeAgent(policy: object): Promise<string>;
  /** Chats until the tool asks; answers what waits for it. */
  ask(agentId: string, client?: Client): Promise<{ runId: string; approvalId: string; hash: string }>;
  finished(runId: string): Promise<void>;
  addMember(role: string): Promise<Member>;
  roleId(name: string): Promise<string>;
  /** As if the process that drives the run were gone: another takes it over. */
  loseHolder(runId: string): Promise<void>;
  /** Moves what a waiting run has waited for into the past, as if so many seconds had gone by. */
  passTime(runId: string, seconds: number): Promise<void>;
  close(): Promise<void>;
}

let members = 0;

/** A world with a tool that deletes orders in another system, which is real and answers on the loopback. */
export async function createApprovalsWorld(
  options: WorldOptions & { method?: 'DELETE' | 'POST' } = {},
): Promise<ApprovalsWorld> {
  const deleted: string[] = [];
  let answer = (response: ServerResponse) => {
    response.setHeader('content-type', 'application/json').end('{"deleted":true}');
  };
  const server = createServer((request, response) => {
    deleted.push(`${request.method} ${request.url}`);
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const environment = { ...options.environment, EGRESS_ALLOW: `127.0.0.1:${port}` };
  const world = await createWorld({ ...options, environment });
  const { client } = world.first;
  const toolId = await makeTool(client, port, options.method ?? 'DELETE');
  return {
    world,
    deleted,
    answerWith: (next) => {
      answer = next;
    },
    makeAgent: async (policy) => {
      const approval_policy = { rules: [], information_flow: 'ask' as const, ...policy };
      const body = { name: 'Cleaner', goal: 'Deletes orders', model_id: 'demo/local', tool_ids: [toolId] };
      return (await client.call(createAgent, { body: { ...body, approval_policy } })).id;
    },
    ask: (agentId, by = client) => ask(agentId, by),
    finished: (runId) =>
      expect
        .poll(async () => (await client.call(getRun, { params: { run_id: runId } })).status, { timeout: 15_000 })
        .toBe('completed'),
    addMember: (role) => addMember(world, role),
    roleId: (name) => roleIdOf(client, name),
    loseHolder: async (runId) => {
      await world.database.withConnection((connection) =>
        connection.query(
          `update runs set lease_owner = 'gone', lease_expires_at = now() - interval '1 second' where id = $1`,
          [runId],
        ),
      );
    },
    passTime: (runId, seconds) => passTime(world, runId, seconds),
    close: async () => {
      await world.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function makeTool(client: Client, port: number, method: 'DELETE' | 'POST'): Promise<string> {
  const parameter = { name: 'order_id', description: 'Number of the order', data_type: 'string', required: true };
  const config = {
    base_url: `http://127.0.0.1:${port}`,
    http_method: method,
    endpoint_path: '/orders/{order_id}',
    auth_type: 'none',
    input_parameters: [{ ...parameter, location: 'path' }],
  };
  const body = { type: 'api', name: 'Delete order', description: 'Deletes an order by its number', config };
  return (await client.call(createTool, { body })).id;
}

async function ask(agentId: string, client: Client) {
  const body = { message: 'Delete order A-17', version: 'draft' as const };
  const answer = await client.call(chat, { params: { agent_id: agentId }, body });
  expect(answer.finish_reason).toBe('tool-approval');
  const inbox = await client.call(listApprovals, { query: { status: 'pending', run_id: answer.run_id } });
  const [approval] = inbox.data;
  if (!approval) throw new Error('nothing waits in the inbox');
  return { runId: answer.run_id, approvalId: approval.id, hash: approval.arguments_hash };
}

async function roleIdOf(client: Client, name: string): Promise<string> {
  const roles = await client.call(listRoles, { query: { limit: 100 } });
  return roles.data.find((role) => role.name === name)?.id ?? '';
}

async function addMember(world: World, role: string): Promise<Member> {
  members += 1;
  const email = `approver-${members}@first.test`;
  const roleId = await roleIdOf(world.first.client, role);
  const body = { email, password: strongPassword, role_ids: [roleId] };
  const { id } = await world.first.client.call(createUser, { body });
  const session = await world.anonymous.call(login, { body: { email, password: strongPassword } });
  return { id, email, client: world.clientFor(session.access_token) };
}

async function passTime(world: World, runId: string, seconds: number): Promise<void> {
  await world.database.withConnection(async (connection) => {
    await connection.query('update run_events set at = at - $2 where run_id = $1', [runId, seconds * 1000]);
    await connection.query(
      `update run_events set data = jsonb_set(data, '{expires_at}', to_jsonb((data->>'expires_at')::bigint - $2))
        where run_id = $1 and data ? 'expires_at'`,
      [runId, seconds * 1000],
    );
    await connection.query(
      `update approvals set expires_at = expires_at - make_interval(secs => $2) where run_id = $1`,
      [runId, seconds],
    );
    await connection.query(`update runs set waits_until = waits_until - make_interval(secs => $2) where id = $1`, [
      runId,
      seconds,
    ]);
  });
}
