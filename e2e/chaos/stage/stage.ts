import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from '@agentforge/client/client';
import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { chat, getConversation, getRun } from '@agentforge/contracts/chat/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import type { ProofOptions } from '../proof.ts';
import { freePort, ServerProcess, temporaryFolder } from '../server-process.ts';

export const providerKey = 'sk-chaos-provider-key-0123456789';

/** One server with what a proof about models and tools needs around it. */
export interface Stage {
  server: ServerProcess;
  client: Client;
  clientFor(token: string): Client;
  close(): Promise<void>;
}

export interface StageOptions {
  /** `host:port` of models and tools. */
  hosts: readonly string[];
  environment?: Record<string, string>;
  databaseUrl?: string;
}

export async function openStage({ broken }: Pick<ProofOptions, 'broken'>, options: StageOptions): Promise<Stage> {
  const folder = await temporaryFolder();
  const server = new ServerProcess({
    port: await freePort(),
    dataDirectory: folder.path,
    broken,
    environment: {
      EGRESS_ALLOW: options.hosts.join(','),
      ...(options.databaseUrl === undefined ? {} : onServer(options.databaseUrl)),
      ...options.environment,
    },
  });
  const close = async () => {
    await server.kill();
    await folder.remove();
  };
  try {
    await server.start();
    const client = await server.signIn();
    return {
      server,
      client,
      clientFor: (token) => createClient({ baseUrl: server.url, token: () => token }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Several processes have to share their secrets, so a server on PostgreSQL makes none by itself. */
function onServer(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    JWT_SECRET: randomBytes(48).toString('base64'),
  };
}

/** Connects a scripted provider; its model is `<name>/mock`. */
export async function connect(
  client: Client,
  name: string,
  url: string,
  options: Record<string, unknown> = {},
): Promise<void> {
  await client.call(createProvider, {
    body: { provider: 'openai-compatible', name, base_url: url, api_key: providerKey, options },
  });
}

type AgentBody = Parameters<typeof definitionOf>[0];

function definitionOf(
  own: { name?: string; goal?: string; model_id?: string; tool_ids?: string[] } & Record<string, unknown>,
) {
  return { name: 'Chaos', goal: 'Answers', model_id: 'mock/mock', ...own };
}

export async function makeAgent(client: Client, own: AgentBody = {}): Promise<string> {
  const { id } = await client.call(createAgent, { body: definitionOf(own) });
  await client.call(publishAgent, { params: { agent_id: id }, body: {} });
  return id;
}

interface ApiTool {
  name: string;
  url: string;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  inputs?: {
    name: string;
    data_type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
    required?: boolean;
    enum?: string[];
  }[];
  config?: Record<string, unknown>;
}

/** An `api` tool. Its function is called as its name, in lower case with `_` for blanks. */
export async function makeApiTool(client: Client, tool: ApiTool): Promise<string> {
  const { id } = await client.call(createTool, {
    body: {
      type: 'api',
      name: tool.name,
      description: tool.name,
      config: {
        base_url: tool.url,
        http_method: tool.method ?? 'POST',
        auth_type: 'none',
        input_parameters: (tool.inputs ?? [{ name: 'data' }]).map((input) => ({
          required: true,
          data_type: 'string',
          ...input,
        })),
        ...tool.config,
      },
    },
  });
  return id;
}

export interface Asked {
  runId: string;
  conversationId: string;
  finish: string;
  text: string;
  tookMs: number;
}

/** Sends a message and waits for the whole answer. */
export async function ask(client: Client, agentId: string, message: string, more: object = {}): Promise<Asked> {
  const started = Date.now();
  const answer = await client.call(chat, {
    params: { agent_id: agentId },
    body: { message, stream: false, ...more },
  });
  return {
    runId: answer.run_id,
    conversationId: answer.conversation_id,
    finish: answer.finish_reason,
    text: answer.message.content,
    tookMs: Date.now() - started,
  };
}

export const runOf = (client: Client, runId: string) => client.call(getRun, { params: { run_id: runId } });

export const messagesOf = async (client: Client, conversationId: string) =>
  (await client.call(getConversation, { params: { conversation_id: conversationId } })).messages;

const restless = ['queued', 'running'];

/** Waits until a run has ended or waits for a person; null when it does neither in time. */
export async function settled(client: Client, runId: string, withinMs = 30_000) {
  const until = Date.now() + withinMs;
  for (;;) {
    const run = await runOf(client, runId).catch(() => null);
    if (run && !restless.includes(run.status)) return run;
    if (Date.now() > until) return null;
    await sleep(50);
  }
}

/** Runs `work` for 0…count-1, so many at once. */
export async function inParallel(count: number, width: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
}
