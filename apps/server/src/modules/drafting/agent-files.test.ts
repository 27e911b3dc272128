import { createAgent, exportAgent, importAgent } from '@agentforge/contracts/agents/endpoints';
import { createKnowledgeBase } from '@agentforge/contracts/knowledge/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs, statusesOf } from '../../../testing/members.ts';

let world: World;
let agentId: string;
let toolId: string;
const config = { base_url: 'https://api.example.com', auth_type: 'bearer', auth_value: 'sk-secret-of-the-tool-1234' };

beforeAll(async () => {
  world = await createWorld();
  const { client } = world.first;
  const tool = await client.call(createTool, { body: { type: 'api', name: 'Order Lookup', config } });
  const base = await client.call(createKnowledgeBase, { body: { name: 'Policies' } });
  toolId = tool.id;
  const agent = await client.call(createAgent, {
    body: {
      name: 'Traveller',
      goal: 'Line one\nLine two: "quoted"',
      tool_ids: [tool.id],
      knowledge_base_ids: [base.id],
      tasks: [{ id: 'a', name: 'Greet', instructions: ['Say hello'] }],
      approval_policy: { rules: [{ tool_id: tool.id, action: 'ask', approvers: [world.first.userId] }] },
    },
  });
  agentId = agent.id;
});
afterAll(() => world.close());

async function exported(format: 'yaml' | 'json' = 'yaml') {
  const response = await world.first.client.raw(exportAgent, { params: { agent_id: agentId }, query: { format } });
  return { response, text: await response.text() };
}

describe('agent files', () => {
  it('are downloads with names instead of ids, and without secrets', async () => {
    const { response, text } = await exported();
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="traveller.agent.yaml"');
    expect(response.headers.get('content-type')).toContain('application/yaml');
    expect(text).toMatch(/^kind: Agent\nversion: 1\n/);
    expect(text).toContain('- Order Lookup');
    expect(text).toContain('- Policies');
    for (const kept of [toolId, agentId, world.first.userId, 'sk-secret', '1234']) expect(text).not.toContain(kept);
    const json = await exported('json');
    expect(JSON.parse(json.text)).toMatchObject({ kind: 'Agent', version: 1, agent: { name: 'Traveller' } });
  });

  it.each(['yaml', 'json'] as const)('come back as a new draft, bound by name (%s)', async (format) => {
    const { text } = await exported(format);
    const { agent, warnings } = await world.first.client.call(importAgent, { body: { document: text } });
    expect(warnings).toEqual([]);
    expect(agent).toMatchObject({
      name: 'Traveller',
      goal: 'Line one\nLine two: "quoted"',
      status: 'draft',
      version: null,
      tool_ids: [toolId],
      approval_policy: { rules: [{ tool_id: toolId, action: 'ask' }] },
    });
    expect(agent.approval_policy.rules[0]).not.toHaveProperty('approvers');
    expect(agent.id).not.toBe(agentId);
  });

  it('bring nothing foreign into another organization, and say what is missing', async () => {
    const other = await world.addTenant('File Rival');
    const { agent, warnings } = await other.client.call(importAgent, { body: { document: (await exported()).text } });
    expect(agent).toMatchObject({ tool_ids: [], knowledge_base_ids: [], approval_policy: { rules: [] } });
    expect(agent.owner_id).toBe(other.userId);
    expect(warnings).toHaveLength(3);
    expect(warnings.join(' ')).toContain('"Order Lookup"');
    const attempts = [other.client.call(exportAgent, { params: { agent_id: agentId }, query: {} })];
    expect(await statusesOf(attempts)).toEqual([404]);
  });

  it.each([
    ['no agent', 'kind: Recipe\nversion: 1'],
    ['ids smuggled in', 'kind: Agent\nversion: 1\nagent:\n  name: X\n  tool_ids: [tool_1]'],
    ['an owner smuggled in', 'kind: Agent\nversion: 1\nagent:\n  name: X\n  owner_id: user_1'],
    ['broken text', '{"kind": "Agent", '],
    ['a prototype', '{"kind":"Agent","version":1,"agent":{"name":"X","personality":{"__proto__":{"a":1},"x":1}}}'],
    ['a bomb of aliases', `a: &a [x,x,x]\nb: &b [${'*a,'.repeat(30)}]\nkind: Agent`],
    ['a tag that runs something', 'kind: !!js/function "x"\nversion: 1\nagent: {name: X}'],
  ])('refuse %s', async (_what, document) => {
    const imported = world.first.client.call(importAgent, { body: { document } });
    await expect(imported).rejects.toMatchObject({ status: 400 });
  });

  it('need the right to edit, both ways', async () => {
    const viewer = await signInAs(world, 'Viewer');
    const attempts = [
      viewer.call(exportAgent, { params: { agent_id: agentId }, query: {} }),
      viewer.call(importAgent, { body: { document: 'kind: Agent' } }),
    ];
    expect(await statusesOf(attempts)).toEqual([403, 403]);
  });
});
