import type { Client } from '@agentforge/client/client';
import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import type { createAgentBody } from '@agentforge/contracts/agents/schemas';
import { createProvider, listProviders } from '@agentforge/contracts/models/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import type { z } from 'zod';

export const modelId = 'chaos/mock';

/** Connects the proof's model under the name `chaos`, once. */
export async function connectModel(client: Client, url: string): Promise<void> {
  const { data } = await client.call(listProviders, { query: {} });
  if (data.some(({ name }) => name === 'chaos')) return;
  await client.call(createProvider, {
    body: { provider: 'openai-compatible', name: 'chaos', base_url: url, api_key: 'sk-chaos-0123456789' },
  });
}

/** A published agent of that model. */
export async function makeAgent(
  client: Client,
  settings: Partial<z.input<typeof createAgentBody>> = {},
): Promise<string> {
  const body = { name: 'Chaos', goal: 'Answers', model_id: modelId, memory_enabled: false, ...settings };
  const agent = await client.call(createAgent, { body });
  await client.call(publishAgent, { params: { agent_id: agent.id }, body: {} });
  return agent.id;
}

/** An agent with one tool that acts at the sink. PUT may be repeated with its key, POST never. */
export async function makeActor(
  client: Client,
  { name, method, sinkUrl }: { name: string; method: 'PUT' | 'POST'; sinkUrl: string },
): Promise<string> {
  const tool = await client.call(createTool, {
    body: {
      name,
      type: 'api',
      config: {
        base_url: sinkUrl,
        http_method: method,
        endpoint_path: '/effects',
        input_parameters: [{ name: 'reference', data_type: 'string', required: true, location: 'body' }],
      },
    },
  });
  return makeAgent(client, {
    name,
    tool_ids: [tool.id],
    approval_policy: { information_flow: 'allow', rules: [{ tool_id: '*', action: 'allow' }] },
  });
}
