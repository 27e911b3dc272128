import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@agentforge/client/client';
import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { chat, getConversation, getRun } from '@agentforge/contracts/chat/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import { type MockOpenAiServer, startMockOpenAi } from '@agentforge/plugin-kit/testing/mock-openai-server';
import type { Proof, ProofReport } from './proof.ts';
import { seededRandom } from './random.ts';
import { freePort, ServerProcess, temporaryFolder } from './server-process.ts';

interface Acknowledged {
  text: string;
  runId: string;
  conversationId: string;
}

const over = ['completed', 'failed', 'cancelled'];

/** C01: the process is killed at a random moment while answers stream; what was acknowledged is there, once, and ends. */
export const killWhileChatting: Proof = {
  id: 'C01',
  promise:
    'no acknowledged message is lost or doubled when the process is killed; its answer ends within 30 s of the restart',
  short: 30,
  full: 200,
  async run({ trials, seed, databaseUrl }): Promise<ProofReport> {
    const random = seededRandom(seed);
    const model = await startMockOpenAi({ tokens: 100, tokenDelayMs: 50 });
    const folder = await temporaryFolder();
    const server = new ServerProcess({
      port: await freePort(),
      dataDirectory: folder.path,
      environment: environmentFor(model, databaseUrl),
    });
    const failures: string[] = [];
    let acknowledged = 0;
    let slowest = 0;
    try {
      await server.start();
      const agentId = await seedAgent(await server.signIn(), model);
      for (let trial = 0; trial < trials; trial += 1) {
        const client = await server.signIn();
        const known = await chatUntilKilled(server, client, agentId, trial, random() * 2000);
        acknowledged += known.length;
        await server.start();
        const again = await server.signIn();
        const waited = await checkAll(again, known, failures);
        slowest = Math.max(slowest, waited);
      }
    } finally {
      await server.kill();
      await model.close();
      await folder.remove();
    }
    const figures = { acknowledged, 'slowest end after restart, ms': slowest };
    return { id: this.id, promise: this.promise, trials, seed, figures, failures };
  },
};

function environmentFor(model: MockOpenAiServer, databaseUrl: string | null): Record<string, string> {
  return { EGRESS_ALLOW: new URL(model.url).host, ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }) };
}

async function seedAgent(client: Client, model: MockOpenAiServer): Promise<string> {
  await client.call(createProvider, {
    body: { provider: 'openai-compatible', name: 'mock', base_url: model.url, api_key: 'sk-chaos-0123456789' },
  });
  const agent = await client.call(createAgent, { body: { name: 'Chaos', goal: 'Answers', model_id: 'mock/mock' } });
  await client.call(publishAgent, { params: { agent_id: agent.id }, body: {} });
  return agent.id;
}

/** Four conversations stream while the process dies. Answers those whose message was acknowledged. */
async function chatUntilKilled(
  server: ServerProcess,
  client: Client,
  agentId: string,
  trial: number,
  afterMs: number,
): Promise<Acknowledged[]> {
  const known: Acknowledged[] = [];
  const talk = async (index: number) => {
    const text = `trial ${trial} message ${index}`;
    try {
      for await (const event of client.stream(chat, {
        params: { agent_id: agentId },
        body: { message: text, stream: true },
      })) {
        const part: { type?: string; data?: Record<string, string> } =
          event.data === '[DONE]' ? {} : JSON.parse(event.data);
        if (part.type !== 'data-run' || known.some((one) => one.text === text)) continue;
        known.push({ text, runId: part.data?.['run_id'] ?? '', conversationId: part.data?.['conversation_id'] ?? '' });
      }
    } catch {
      // The connection died with the process: that is the point.
    }
  };
  const talks = [0, 1, 2, 3].map(talk);
  await sleep(afterMs);
  await server.kill();
  await Promise.all(talks);
  return known;
}

async function checkAll(client: Client, known: readonly Acknowledged[], failures: string[]): Promise<number> {
  const started = Date.now();
  for (const one of known) {
    const status = await endOf(client, one.runId, started);
    if (status === null) failures.push(`${one.text}: the run did not end within 30 s`);
    const conversation = await client
      .call(getConversation, { params: { conversation_id: one.conversationId } })
      .catch(() => null);
    const messages = conversation?.messages ?? [];
    const mine = messages.filter((message) => message.role === 'user' && message.content === one.text);
    if (mine.length !== 1) failures.push(`${one.text}: kept ${mine.length} times`);
    if (messages.length !== 2) failures.push(`${one.text}: ${messages.length} messages instead of 2`);
    if (status === 'completed' && (messages[1]?.content.length ?? 0) === 0)
      failures.push(`${one.text}: completed without a text`);
  }
  return Date.now() - started;
}

async function endOf(client: Client, runId: string, started: number): Promise<string | null> {
  while (Date.now() - started < 30_000) {
    const run = await client.call(getRun, { params: { run_id: runId } }).catch(() => null);
    if (run && over.includes(run.status)) return run.status;
    await sleep(200);
  }
  return null;
}
