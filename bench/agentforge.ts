/** The product itself: its bundle as a process, an organization, and two published agents (one has an `api` tool). */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createClient } from '@agentforge/client/client';
import { createApiKey } from '@agentforge/contracts/access/endpoints';
import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { login } from '@agentforge/contracts/identity/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import { type Child, startChild } from './lib/child.ts';
import { type Models, type Place, toolName } from './lib/surroundings.ts';

const bundle = fileURLToPath(new URL('../apps/server/dist/main.js', import.meta.url));
const source = fileURLToPath(new URL('../apps/server/src/main.ts', import.meta.url));
const compileCache = fileURLToPath(new URL('../.cache/compile', import.meta.url));
export const account = { email: 'bench@example.test', password: 'violet-harbour-tundra-42' };

/** The same at every start on a place; what they guard is removed with it. */
const benchKey = (name: string) => createHash('sha256').update(`bench ${name}`).digest('base64');

/** Where models and API answer; whoever started them stops them. */
type Addresses = Omit<Models, 'child'>;

export interface Server {
  url: string;
  child: Child;
}

/** Starts a server on `place`, or starts it again there. */
export async function startAgentForge(
  place: Place,
  models: Addresses,
  core: number,
  profile?: string,
): Promise<Server> {
  const profiling = profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profile];
  const child = await startChild({
    args: [...profiling, existsSync(bundle) ? bundle : source, 'serve'],
    cwd: place.folder,
    core,
    readyWhen: /^\s+Open\s/,
    environment: {
      NODE_COMPILE_CACHE: compileCache,
      PORT: '0',
      DATA_DIR: place.folder,
      DATABASE_URL: place.databaseUrl ?? '',
      ENCRYPTION_KEY: benchKey('encryption'),
      JWT_SECRET: benchKey('tokens'),
      ADMIN_EMAIL: account.email,
      ADMIN_PASSWORD: account.password,
      RATE_LIMIT_PER_MINUTE: '1000000',
      LOG_LEVEL: 'info',
      EGRESS_ALLOW: [models.answering, models.calling, models.api].map((url) => new URL(url).host).join(','),
    },
  });
  return { child, url: /http:\S+/.exec(child.readyLine)?.[0] ?? '' };
}

export interface Seeded {
  /** Answers at once. */
  agentId: string;
  /** Calls its tool first. */
  toolAgentId: string;
  toolId: string;
  apiKey: string;
}

/** Connects the models and publishes the agents, as a person would over the API. */
export async function seedAgentForge(url: string, models: Addresses): Promise<Seeded> {
  const anonymous = createClient({ baseUrl: url });
  const { access_token: token } = await anonymous.call(login, { body: account });
  const client = createClient({ baseUrl: url, token: () => token });
  const connect = (name: string, baseUrl: string) =>
    client.call(createProvider, { body: { provider: 'openai-compatible', name, base_url: baseUrl } });
  await connect('answering', models.answering);
  await connect('calling', models.calling);
  const tool = await client.call(createTool, {
    body: {
      type: 'api',
      name: toolName,
      description: 'Current weather in a city',
      config: {
        base_url: models.api,
        endpoint_path: '/weather',
        input_parameters: [{ name: 'city', location: 'query', required: true, description: 'City' }],
      },
    },
  });
  const published = async (name: string, connection: string, toolIds: string[]) => {
    const { id } = await client.call(createAgent, {
      body: { name, goal: 'Answers questions.', model_id: `${connection}/mock`, tool_ids: toolIds },
    });
    await client.call(publishAgent, { params: { agent_id: id }, body: {} });
    return id;
  };
  const key = await client.call(createApiKey, { body: { name: 'bench', scopes: ['agents:execute'] } });
  return {
    agentId: await published('Answering', 'answering', []),
    toolAgentId: await published('Calling', 'calling', [tool.id]),
    toolId: tool.id,
    apiKey: key.key,
  };
}
