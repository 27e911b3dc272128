import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Client, createClient } from '@agentforge/client/client';
import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { chat } from '@agentforge/contracts/chat/endpoints';
import { login } from '@agentforge/contracts/identity/endpoints';
import { createProvider, testProvider } from '@agentforge/contracts/models/endpoints';
import { startMockOpenAi } from '@agentforge/plugin-kit/testing/mock-openai-server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { strongPassword } from '../../testing/create-world.ts';
import { type ServerProcess, startServerProcess } from '../../testing/server-process.ts';

const graceSeconds = 20;
const admin = { ADMIN_EMAIL: 'admin@first.test', ADMIN_PASSWORD: strongPassword };

// Whole processes, on machines that may be busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let folder: string;
let model: Awaited<ReturnType<typeof startMockOpenAi>>;
let gate: Gate;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'agentforge-drain-'));
  // Longer than any test here: the stream is still open when the signal comes.
  model = await startMockOpenAi({ tokens: 5000, tokenDelayMs: 50 });
  gate = await openGate();
});
afterAll(async () => {
  await model.close();
  gate.server.close();
  await rm(folder, { recursive: true, force: true });
});

interface Gate {
  url: string;
  server: Server;
  /** Settles when a request waits at the gate. */
  waiting: Promise<void>;
  open(): void;
}

/** An upstream that answers when it is told to: whoever asks it is a slow request. */
async function openGate(): Promise<Gate> {
  const waiting = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  const server = createServer((_request, response) => {
    waiting.resolve();
    void opened.promise.then(() =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ object: 'list', data: [] })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/v1`, server, waiting: waiting.promise, open: opened.resolve };
}

async function start(): Promise<{ running: ServerProcess; client: Client; url: string }> {
  const running = startServerProcess({
    ...admin,
    DATA_DIR: path.join(folder, 'data'),
    SHUTDOWN_GRACE_SECONDS: String(graceSeconds),
    EGRESS_ALLOW: [model.url, gate.url].map((text) => new URL(text).host).join(','),
  });
  const url = await running.ready();
  const body = { email: admin.ADMIN_EMAIL, password: admin.ADMIN_PASSWORD };
  const session = await createClient({ baseUrl: url }).call(login, { body });
  return { running, url, client: createClient({ baseUrl: url, token: () => session.access_token }) };
}

async function addAgent(client: Client): Promise<string> {
  const provider = { provider: 'openai-compatible', name: 'slow', base_url: model.url, api_key: 'sk-test-0123456789' };
  await client.call(createProvider, { body: provider });
  const agent = await client.call(createAgent, { body: { name: 'Slow', goal: 'Talks.', model_id: 'slow/mock' } });
  await client.call(publishAgent, { params: { agent_id: agent.id }, body: {} });
  return agent.id;
}

describe('SIGTERM', () => {
  it('ends open streams, lets a request in flight finish, refuses new ones and exits 0 within the grace', async () => {
    const { running, client, url } = await start();
    const agentId = await addAgent(client);
    const parts = client.stream(chat, { params: { agent_id: agentId }, body: { message: 'Talk', stream: true } });
    expect((await parts.next()).done).toBe(false);
    const provider = { provider: 'openai-compatible', name: 'gate', base_url: gate.url, api_key: 'sk-test-0123456789' };
    const { id } = await client.call(createProvider, { body: provider });
    const slow = client.call(testProvider, { params: { provider_id: id }, body: {} });
    await gate.waiting;

    const signalled = performance.now();
    running.signal('SIGTERM');
    for await (const _part of parts) {
      // Until the server ends the stream: the test ends only if it does.
    }
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    gate.open();
    expect((await slow).ok).toBe(true);
    const { code, stderr } = await running.ended;
    expect(code, stderr).toBe(0);
    expect(performance.now() - signalled).toBeLessThan(graceSeconds * 1000);
  });

  it('keeps what was acknowledged', async () => {
    const { running, client } = await start();
    const models = await client.call(createProvider, {
      body: { provider: 'openai-compatible', name: 'kept', base_url: model.url, api_key: 'sk-test-0123456789' },
    });
    running.signal('SIGINT');
    expect((await running.ended).code).toBe(0);
    const again = await start();
    await again.client.call(testProvider, { params: { provider_id: models.id }, body: {} });
    again.running.signal('SIGTERM');
    expect((await again.running.ended).code).toBe(0);
  });

  it('ends at once on a second signal', async () => {
    const blocked = await openGate();
    const running = startServerProcess({
      ...admin,
      DATA_DIR: path.join(folder, 'data'),
      EGRESS_ALLOW: new URL(blocked.url).host,
    });
    const url = await running.ready();
    const body = { email: admin.ADMIN_EMAIL, password: admin.ADMIN_PASSWORD };
    const session = await createClient({ baseUrl: url }).call(login, { body });
    const client = createClient({ baseUrl: url, token: () => session.access_token });
    const { id } = await client.call(createProvider, {
      body: { provider: 'openai-compatible', name: 'blocked', base_url: blocked.url, api_key: 'sk-test-0123456789' },
    });
    const stuck = client.call(testProvider, { params: { provider_id: id }, body: {} }).catch(() => 'cut off');
    await blocked.waiting;
    running.signal('SIGTERM');
    await expect
      .poll(
        () =>
          fetch(`${url}/health/live`).then(
            () => 'up',
            () => 'down',
          ),
        { timeout: 5000 },
      )
      .toBe('down');
    running.signal('SIGTERM');
    expect((await running.ended).code).toBe(130);
    expect(await stuck).toBe('cut off');
    blocked.open();
    blocked.server.close();
  });
});
