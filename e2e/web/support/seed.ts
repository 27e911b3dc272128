import { type Client, createClient } from '@agentforge/client/client';
import { createApiKey, createRole } from '@agentforge/contracts/access/endpoints';
import { createAgent, generateConfig, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { createStandIn, decideApproval, listApprovals } from '@agentforge/contracts/approvals/endpoints';
import { chat } from '@agentforge/contracts/chat/endpoints';
import { createUser, getMe, login } from '@agentforge/contracts/identity/endpoints';
import { addDocuments, createKnowledgeBase, getDocument } from '@agentforge/contracts/knowledge/endpoints';
import { rememberThis } from '@agentforge/contracts/memory/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import { replayRun } from '@agentforge/contracts/runs/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import { createTrigger, testTrigger } from '@agentforge/contracts/triggers/endpoints';
import type { MockOpenAiServer } from '@agentforge/plugin-kit/testing/mock-openai-server';
import { expect } from '@playwright/test';
import { type OrdersApi, ordersKey } from './orders-api.ts';
import { policiesPdf } from './policies-pdf.ts';

export interface Seed {
  agentId: string;
  /** Answers through the slow model. */
  slowAgentId: string;
  conversationId: string;
  runId: string;
  /** A replay of that run. */
  otherId: string;
  triggerId: string;
  approvalId: string;
  knowledgeBaseId: string;
  documentId: string;
}

export interface SeedOptions {
  url: string;
  administrator: { email: string; password: string };
  orders: OrdersApi;
  model: MockOpenAiServer;
}

async function addKnowledge(client: Client): Promise<Pick<Seed, 'knowledgeBaseId' | 'documentId'>> {
  const base = await client.call(createKnowledgeBase, {
    body: { name: 'Policies', description: 'Refund and travel policies of the company' },
  });
  const form = new FormData();
  const file = new Blob([Uint8Array.from(policiesPdf.buffer)], { type: policiesPdf.mimeType });
  form.append('file', file, policiesPdf.name);
  const added = await client.call(addDocuments, { params: { knowledge_base_id: base.id }, body: form });
  const documentId = added.data[0]?.id ?? '';
  const status = async () => (await client.call(getDocument, { params: { document_id: documentId } })).status;
  await expect.poll(status, { timeout: 30_000 }).toBe('ready');
  return { knowledgeBaseId: base.id, documentId };
}

async function addOrdersTool(client: Client, orders: OrdersApi): Promise<string> {
  const parameter = {
    name: 'order_id',
    description: 'Number of the order',
    data_type: 'string' as const,
    required: true,
    location: 'path' as const,
  };
  const tool = await client.call(createTool, {
    body: {
      type: 'api',
      name: 'Look up order',
      description: 'Status of an order by its number',
      config: {
        base_url: orders.url,
        endpoint_path: '/orders/{order_id}',
        auth_type: 'bearer',
        auth_value: ordersKey,
        input_parameters: [parameter],
      },
    },
  });
  return tool.id;
}

/** Answers the id of somebody who may decide approvals. */
async function addPeople(client: Client): Promise<string> {
  const role = await client.call(createRole, {
    body: { name: 'Support lead', permissions: ['agents:read', 'agents:execute'] },
  });
  await client.call(createApiKey, { body: { name: 'Nightly report', scopes: ['agents:execute'] } });
  await client.call(createUser, {
    body: {
      email: 'nadia@example.test',
      password: 'copper-meadow-lantern-73',
      first_name: 'Nadia',
      last_name: 'Haddad',
    },
  });
  const colleague = { email: 'tomas@example.test', password: 'walnut-harvest-signal-58', first_name: 'Tomas' };
  return (await client.call(createUser, { body: { ...colleague, role_ids: [role.id] } })).id;
}

/** A trigger that got something, and one that is off. */
async function addTrigger(client: Client, agentId: string): Promise<string> {
  const params = { agent_id: agentId };
  const body = { name: 'Shop orders', message_template: 'What is the status of order {{order.id}}?' };
  const { id } = await client.call(createTrigger, { params, body });
  await client.call(testTrigger, { params: { trigger_id: id }, body: { payload: { order: { id: 'A-1042' } } } });
  await client.call(createTrigger, { params, body: { ...body, name: 'Tickets', is_active: false } });
  return id;
}

/** An agent that asks before each call: one call waits, one was rejected; somebody stands in for a while. */
async function addApprovals(client: Client, toolId: string, colleagueId: string): Promise<string> {
  const me = (await client.call(getMe, {})).user.id;
  const escalation = [{ after_seconds: 3600, approvers: [colleagueId] }];
  const rule = { tool_id: toolId, action: 'ask' as const, approvers: [me], requester_may_approve: true };
  const rules = [{ ...rule, escalation, expires_in_seconds: 86_400 }];
  const body = { name: 'Careful', goal: 'Looks up orders', model_id: 'demo/local', tool_ids: [toolId] };
  const agent = await client.call(createAgent, { body: { ...body, approval_policy: { rules } } });
  const ask = async (message: string) => {
    const params = { agent_id: agent.id };
    const { run_id } = await client.call(chat, { params, body: { message, version: 'draft' } });
    return (await client.call(listApprovals, { query: { run_id } })).data[0]?.id ?? '';
  };
  const rejected = await ask('What is the status of order A-1043?');
  const decision = { decision: 'reject' as const, comment: 'Not this one' };
  await client.call(decideApproval, { params: { approval_id: rejected }, body: decision });
  const period = { starts_at: new Date().toISOString(), ends_at: new Date(Date.now() + 86_400_000).toISOString() };
  await client.call(createStandIn, { body: { user_id: colleagueId, ...period, note: 'Holidays' } });
  return ask('What is the status of order A-1042?');
}

/** An organization in the middle of its work, made by API: something to see on every page. */
export async function seedProduct({ url, administrator, orders, model }: SeedOptions): Promise<Seed> {
  const { access_token: token } = await createClient({ baseUrl: url }).call(login, { body: administrator });
  const client = createClient({ baseUrl: url, token: () => token });
  await client.call(createProvider, { body: { provider: 'openai-compatible', name: 'slow', base_url: model.url } });
  const knowledge = await addKnowledge(client);
  const toolId = await addOrdersTool(client, orders);
  const colleagueId = await addPeople(client);
  const draft = await client.call(generateConfig, { body: { goal: 'Help customers with refunds and order status' } });
  const agent = async (name: string, modelId: string) => {
    const made = await client.call(createAgent, {
      body: {
        ...draft.config,
        name,
        description: 'Answers about refunds and orders, with the page each answer comes from.',
        model_id: modelId,
        tool_ids: [toolId],
        knowledge_base_ids: [knowledge.knowledgeBaseId],
      },
    });
    await client.call(publishAgent, { params: { agent_id: made.id }, body: { note: 'First version' } });
    return made.id;
  };
  const agentId = await agent('Support', 'demo/local');
  const slowAgentId = await agent('Narrator', 'slow/mock');
  const message = 'Within how many days can customers return a product for a refund?';
  const first = await client.call(chat, { params: { agent_id: agentId }, body: { message } });
  const { conversation_id: conversationId, run_id: runId } = first;
  const changed = { from_step: 1, agent: { goal: 'Answer in one sentence.' } };
  const { id: otherId } = await client.call(replayRun, { params: { run_id: runId }, body: changed });
  await client.call(chat, {
    params: { agent_id: agentId },
    body: { message: 'What is the status of order A-1042?', conversation_id: conversationId },
  });
  for (const text of ['I prefer short answers.', 'I work for the port authority.'])
    await client.call(rememberThis, { params: { agent_id: agentId }, body: { text } });
  const triggerId = await addTrigger(client, agentId);
  const approvalId = await addApprovals(client, toolId, colleagueId);
  return { agentId, slowAgentId, conversationId, runId, otherId, triggerId, approvalId, ...knowledge };
}
