import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAgent, generateConfig, listAgents } from '@agentforge/contracts/agents/endpoints';
import { createKnowledgeBase } from '@agentforge/contracts/knowledge/endpoints';
import { createProvider, putModelRoutes } from '@agentforge/contracts/models/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { signInAs } from '../../../testing/members.ts';

let world: World;
let provider: Server;
let says = '';
let asked: string[] = [];

beforeAll(async () => {
  provider = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push(body);
      if (says === '') return response.writeHead(500).end('{}');
      const chunk = (delta: object, finish: string | null) =>
        `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`${chunk({ role: 'assistant', content: says }, null)}${chunk({}, 'stop')}data: [DONE]\n\n`);
    });
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  world = await createWorld({ environment: { EGRESS_ALLOW: `127.0.0.1:${port()}` } });
});
afterAll(async () => {
  await world.close();
  provider.closeAllConnections();
  provider.close();
});

function port(): number {
  const address: AddressInfo | string | null = provider.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const goal = 'Help customers of our shoe shop with refunds and delivery questions for Acme Shoes.';
const generate = (body: { goal: string; language?: string } = { goal }) =>
  world.first.client.call(generateConfig, { body });

describe('without a model', () => {
  it('drafts a whole agent that can be saved as it is, the same each time', async () => {
    const first = await generate();
    expect(first).toMatchObject({
      model: 'demo/local',
      config: { name: 'Acme Shoes Customer Support Assistant', icon: '🎧', model_id: null, tool_ids: [] },
    });
    const { config, reasons } = first;
    expect(config.goal).toContain(goal);
    expect(config.tasks.length).toBeGreaterThanOrEqual(3);
    expect(config.tasks.length).toBeLessThanOrEqual(5);
    for (const task of config.tasks) {
      expect(task.instructions.length).toBeGreaterThanOrEqual(3);
      expect(task.instructions.length).toBeLessThanOrEqual(6);
    }
    expect(Object.keys(reasons)).toEqual(expect.arrayContaining(['name', 'icon', 'goal', 'personality', 'tasks']));
    expect(await generate()).toEqual(first);
    expect((await world.first.client.call(listAgents, { query: {} })).data).toEqual([]);
    await world.first.client.call(createAgent, { body: config });
  });

  it.each([
    ['Answer questions of employees about vacation and payroll policies', 'HR Assistant'],
    ['Review contracts and explain each clause for compliance', 'Legal Assistant'],
    ['Zusammenarbeit mit Vögeln und Bäumen verbessern', 'Assistant'],
  ])('fits the field of work: %s', async (text, name) => {
    expect((await generate({ goal: text, language: 'de' })).config).toMatchObject({
      name,
      guardrails: { language: 'de' },
    });
  });

  it('suggests what is there and fits, and nothing of others', async () => {
    const api = (name: string, description: string) => ({
      body: { type: 'api', name, description, config: { base_url: 'https://api.example.com' } },
    });
    const fitting = await world.first.client.call(createTool, api('Refund status', 'Looks up refunds of customers'));
    await world.first.client.call(createTool, api('Weather', 'Forecast for a city'));
    const base = await world.first.client.call(createKnowledgeBase, { body: { name: 'Delivery policies' } });
    const { suggested_tools: tools, suggested_knowledge_bases: bases } = await generate();
    expect(tools.map((tool) => tool.tool_id)).toEqual([fitting.id]);
    expect(bases.map((found) => found.knowledge_base_id)).toEqual([base.id]);
    const other = await world.addTenant('Drafting Rival');
    const theirs = await other.client.call(generateConfig, { body: { goal } });
    expect([theirs.suggested_tools, theirs.suggested_knowledge_bases]).toEqual([[], []]);
  });

  it('is for those who may write agents, and needs a goal', async () => {
    await expect(generate({ goal: 'short' })).rejects.toMatchObject({ status: 400, errors: [{ path: 'goal' }] });
    const viewer = await signInAs(world, 'Viewer');
    await expect(viewer.call(generateConfig, { body: { goal } })).rejects.toMatchObject({ status: 403 });
  });
});

describe('with a model', () => {
  beforeAll(async () => {
    const base_url = `http://127.0.0.1:${port()}/v1`;
    const body = { provider: 'openai-compatible', name: 'mock', base_url, api_key: 'sk-mock-mock-mock' };
    await world.first.client.call(createProvider, { body });
    const routes = { default: 'mock/m', fallbacks: [], fast: null, cheap: null, vision: null, embedding: null };
    await world.first.client.call(putModelRoutes, { body: routes });
  });

  it('takes what fits, repairs the rest, and trusts no id', async () => {
    asked = [];
    says = `Sure! Here it is:\n\`\`\`json\n${JSON.stringify({
      name: 'Shoe Care',
      icon: 'https://evil.example/pixel.png',
      goal: 'Solve refund and delivery questions of customers.',
      personality: { tone: 'sunny', empathy: 99, formality: 2, evil: true },
      guardrails: { pii_protection: false, max_length: 'short', language: 'en' },
      tasks: [{ name: 'Only one', instructions: ['Do it'], run: 'rm' }, 'nonsense'],
      model_id: 'attacker/model',
      tool_ids: ['tool_01j5ghjkmnpqrstvwxyz012345'],
      approval_policy: { information_flow: 'allow' },
      reasons: { name: 'Short and clear', hack: 'x' },
      suggested_tools: [{ tool_id: 'tool_01j5ghjkmnpqrstvwxyz012345', reason: 'made up' }],
    })}\n\`\`\`\nEnjoy!`;
    const made = await generate();
    expect(asked).toHaveLength(1);
    expect(made.model).toBe('mock/m');
    expect(made.config).toMatchObject({
      name: 'Shoe Care',
      icon: '🎧',
      personality: { tone: 'sunny', empathy: 9, formality: 2 },
      guardrails: { pii_protection: true, max_length: 'short', language: 'en' },
      tasks: [{ id: 'task-1', name: 'Only one', instructions: ['Do it'] }],
      model_id: null,
      tool_ids: [],
      approval_policy: { information_flow: 'ask' },
    });
    expect(made.reasons['name']).toBe('Short and clear');
    expect(made.reasons).not.toHaveProperty('hack');
    expect(made.suggested_tools.map((tool) => tool.name)).toEqual(['Refund status']);
  });

  it.each([
    ['fails', ''],
    ['talks instead', 'I would rather not.'],
    ['answers half a JSON', '{"name": "Broken'],
  ])('still drafts when it %s', async (_what, text) => {
    says = text;
    expect(await generate()).toMatchObject({
      model: 'demo/local',
      config: { name: 'Acme Shoes Customer Support Assistant' },
    });
  });
});
