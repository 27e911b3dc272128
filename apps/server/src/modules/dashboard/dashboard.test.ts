import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { addDocuments, createKnowledgeBase } from '@agentforge/contracts/knowledge/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import { dashboard } from '@agentforge/contracts/tenants/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs } from '../../../testing/members.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const nothing = {
  agents: 0,
  published_agents: 0,
  knowledge_bases: 0,
  documents_ready: 0,
  tools: 0,
  conversations_7d: 0,
};

it('counts what the organization has', async () => {
  const { client } = world.first;
  expect(await client.call(dashboard, {})).toEqual({ ...nothing, has_real_model: false });
  const agent = await client.call(createAgent, { body: { name: 'One', goal: 'Be counted.' } });
  await client.call(createAgent, { body: { name: 'Two', access: { visibility: 'private' } } });
  await client.call(publishAgent, { params: { agent_id: agent.id }, body: {} });
  await client.call(createTool, { body: { type: 'api', name: 'T', config: { base_url: 'https://api.example.com' } } });
  await client.call(createKnowledgeBase, { body: { name: 'K' } });
  await client.call(createProvider, { body: { provider: 'openai', name: 'main', api_key: 'sk-not-a-real-key-0000' } });
  const counts = { ...nothing, agents: 2, published_agents: 1, tools: 1, knowledge_bases: 1, has_real_model: true };
  expect(await client.call(dashboard, {})).toEqual(counts);
});

it('shows nobody another organization, nor what they may not see', async () => {
  const other = await world.addTenant('Dashboard Rival');
  expect(await other.client.call(dashboard, {})).toEqual({ ...nothing, has_real_model: false });
  const viewer = await signInAs(world, 'Viewer');
  // A viewer may read agents, tools and knowledge, but runs none; the private agent is not theirs to count.
  expect(await viewer.call(dashboard, {})).toMatchObject({ agents: 1, tools: 1, conversations_7d: null });
});

it('counts documents once they can be searched', async () => {
  const { client } = world.first;
  const base = await client.call(createKnowledgeBase, { body: { name: 'Docs' } });
  const body = { title: 'Note', text: 'The harbour opens at six.' };
  await client.call(addDocuments, { params: { knowledge_base_id: base.id }, body });
  await expect.poll(async () => (await client.call(dashboard, {})).documents_ready, { timeout: 20_000 }).toBe(1);
});
