import { createApiKey, createRole } from '@agentforge/contracts/access/endpoints';
import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { createStandIn, listApprovals } from '@agentforge/contracts/approvals/endpoints';
import { chat } from '@agentforge/contracts/chat/endpoints';
import { createUser, listSessions } from '@agentforge/contracts/identity/endpoints';
import { addDocuments, createKnowledgeBase, getDocument } from '@agentforge/contracts/knowledge/endpoints';
import { listMemory } from '@agentforge/contracts/memory/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import { listMail } from '@agentforge/contracts/notifications/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import { createTrigger } from '@agentforge/contracts/triggers/endpoints';
import type { Json } from '@agentforge/kernel/json';
import type { SeededTenant } from './seed-tenant.ts';
import { strongPassword } from './strong-password.ts';

export interface Seeding {
  tenant: SeededTenant;
  /** Word that stands in every text of this tenant, and nowhere else in the world. */
  canary: string;
  /** The tenant's object of another kind, made when it is not there yet. */
  idOf(kind: string): Promise<string>;
}

export type Seed = (seeding: Seeding) => Promise<string>;

/** Text of the tool tests: an address that answers nothing, never called here. */
const webhook = (canary: string) => ({
  type: 'webhook',
  name: `${canary} tool`,
  config: { url: `https://${canary}.test/` },
});

/**
 * How a tenant comes by an object of each kind of id. A new room adds its kinds here; the isolation test fails for an
 * endpoint whose id has no seed.
 */
export const seeds: Record<string, Seed> = {
  tenant: async ({ tenant }) => tenant.tenantId,
  role: async ({ tenant, canary }) =>
    (
      await tenant.client.call(createRole, {
        body: { name: `${canary} role`, permissions: ['agents:read', 'agents:execute'] },
      })
    ).id,
  user: async ({ tenant, canary, idOf }) => {
    const body = {
      email: `${canary}@seed.test`,
      password: strongPassword,
      first_name: canary,
      role_ids: [await idOf('role')],
    };
    return (await tenant.client.call(createUser, { body })).id;
  },
  session: async ({ tenant }) => (await tenant.client.call(listSessions, {})).data[0]?.id ?? '',
  'API key': async ({ tenant, canary }) =>
    (await tenant.client.call(createApiKey, { body: { name: `${canary} key`, scopes: ['agents:read'] } })).id,
  'model provider': async ({ tenant, canary }) => {
    const body = {
      provider: 'openai-compatible',
      name: canary,
      base_url: `https://${canary}.test/v1`,
      api_key: `sk-${canary}-0123456789`,
    };
    return (await tenant.client.call(createProvider, { body })).id;
  },
  tool: async ({ tenant, canary }) => (await tenant.client.call(createTool, { body: webhook(canary) })).id,
  'knowledge base': async ({ tenant, canary }) =>
    (await tenant.client.call(createKnowledgeBase, { body: { name: `${canary} base` } })).id,
  document: async ({ tenant, canary, idOf }) => {
    const added = await tenant.client.call(addDocuments, {
      params: { knowledge_base_id: await idOf('knowledge base') },
      body: { title: `${canary} document`, text: `The word of the day is ${canary}.` },
    });
    const id = added.data[0]?.id ?? '';
    await untilDone(async () => (await tenant.client.call(getDocument, { params: { document_id: id } })).status);
    return id;
  },
  agent: async ({ tenant, canary, idOf }) => {
    const body = {
      name: `${canary} agent`,
      goal: `Says ${canary}.`,
      model_id: 'demo/local',
      tool_ids: [await idOf('tool')],
      knowledge_base_ids: [await idOf('knowledge base')],
    };
    const { id } = await tenant.client.call(createAgent, { body });
    await tenant.client.call(publishAgent, { params: { agent_id: id }, body: {} });
    return id;
  },
  trigger: async ({ tenant, canary, idOf }) => {
    const body = { name: `${canary} trigger`, message_template: `${canary}: {{.}}` };
    return (await tenant.client.call(createTrigger, { params: { agent_id: await idOf('agent') }, body })).id;
  },
  approval: (seeding) => askApproval(seeding),
  'stand-in': nameStandIn,
  mail: tellByMail,
  memory: stateMemory,
  conversation: async (seeding) => (await ask(seeding)).conversation_id,
  run: async (seeding) => (await ask(seeding)).run_id,
  message: async (seeding) => (await ask(seeding)).message.id,
};

/** A run that waits for a person: its tool destroys. The address is never reached. */
async function askApproval({ tenant, canary }: Seeding, approvers?: string[]): Promise<string> {
  const { client } = tenant;
  const parameter = { name: 'order_id', description: 'Number of the order', data_type: 'string', required: true };
  const tool = await client.call(createTool, {
    body: {
      type: 'api',
      name: approvers === undefined ? 'Delete order' : 'Delete an order',
      description: 'Deletes an order by its number',
      config: {
        base_url: `https://${canary}.test`,
        http_method: 'DELETE',
        endpoint_path: '/orders/{order_id}',
        auth_type: 'none',
        input_parameters: [{ ...parameter, location: 'path' }],
      },
    },
  });
  const rules = approvers === undefined ? [] : [{ action: 'ask' as const, approvers }];
  const agent = await client.call(createAgent, {
    body: {
      name: 'Cleaner',
      goal: 'Deletes orders',
      model_id: 'demo/local',
      tool_ids: [tool.id],
      approval_policy: { rules },
    },
  });
  const body = { message: `Delete order ${canary}`, version: 'draft' as const, stream: false };
  await client.call(chat, { params: { agent_id: agent.id }, body });
  return (await client.call(listApprovals, { query: { status: 'pending' } })).data[0]?.id ?? '';
}

async function addColleague({ tenant, canary }: Seeding, purpose: string): Promise<string> {
  const { client } = tenant;
  const role = await client.call(createRole, {
    body: { name: `${canary} ${purpose}`, permissions: ['agents:execute'] },
  });
  const body = { email: `${canary}-${purpose}@seed.test`, password: strongPassword, role_ids: [role.id] };
  return (await client.call(createUser, { body })).id;
}

async function nameStandIn(seeding: Seeding): Promise<string> {
  const body = { user_id: await addColleague(seeding, 'stand-in'), ...period() };
  return (await seeding.tenant.client.call(createStandIn, { body })).id;
}

/** From now on, for a day. */
function period() {
  const now = Date.now();
  return { starts_at: new Date(now).toISOString(), ends_at: new Date(now + 24 * 3_600_000).toISOString() };
}

/** Somebody else is asked, so a mail is written; it rests once the mail server of the test has taken it. */
async function tellByMail(seeding: Seeding): Promise<string> {
  await askApproval(seeding, [await addColleague(seeding, 'approver')]);
  for (let tries = 0; tries < 300; tries += 1) {
    const [mail] = (await seeding.tenant.client.call(listMail, { query: {} })).data;
    if (mail?.status === 'sent') return mail.id;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('No mail was sent within half a minute; start the world with the SMTP_URL of a mail server.');
}

/** Said to an agent without tools: what they bring would keep anything from being remembered. */
async function stateMemory({ tenant, canary }: Seeding): Promise<string> {
  const { client } = tenant;
  const agent = await client.call(createAgent, {
    body: { name: 'Listener', goal: 'Listens.', model_id: 'demo/local' },
  });
  const params = { agent_id: agent.id };
  const body = { message: `Remember that I like ${canary}.`, version: 'draft' as const, stream: false };
  await client.call(chat, { params, body });
  return (await client.call(listMemory, { params })).data[0]?.id ?? '';
}

async function ask({ tenant, canary, idOf }: Seeding) {
  const body = { message: `Remember ${canary}`, stream: false };
  return tenant.client.call(chat, { params: { agent_id: await idOf('agent') }, body });
}

async function untilDone(status: () => Promise<string>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (['ready', 'failed'].includes(await status())) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('A seeded document was not ready after a minute.');
}

/** Ids of one tenant by kind, made on first use. Throws with what to do for a kind without a seed. */
export function seedTenantObjects(tenant: SeededTenant, canary: string): (kind: string) => Promise<string> {
  const made = new Map<string, Promise<string>>();
  const idOf = (kind: string): Promise<string> => {
    const seed = seeds[kind];
    if (!seed)
      throw new Error(`There is no seed for ids of the kind "${kind}". Add one to apps/server/testing/seeds.ts.`);
    const id = made.get(kind) ?? seed({ tenant, canary, idOf });
    made.set(kind, id);
    return id;
  };
  return idOf;
}

/** Path parameters that are no ids. */
export const plainParameters: Record<string, string> = { version: '1', model: 'none' };

/** Bodies where the least a schema accepts is not yet a sensible request, by endpoint id. */
export const bodySamples: Record<string, Json> = {
  'api_keys.create': { name: 'sample', scopes: ['agents:read'] },
  'users.create': { email: 'sample@seed.test', password: strongPassword, role_ids: [] },
  'documents.add': { title: 'sample', text: 'sample' },
  'tools.replace': { name: 'sample', config: { url: 'https://sample.test/' } },
  'agents.create': { name: 'sample', goal: 'Samples.', model_id: 'demo/local' },
  'agents.replace': { name: 'sample', goal: 'Samples.', model_id: 'demo/local' },
  'triggers.test': { payload: {} },
  'chat.send': { message: 'sample', stream: false },
  'approvals.stand_ins.create': { user_id: 'sample', ...period() },
};
