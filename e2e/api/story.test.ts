import { createServer, type Server } from 'node:http';
import { createApiKey } from '@agentforge/contracts/access/endpoints';
import { createAgent, generateConfig, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { chat } from '@agentforge/contracts/chat/endpoints';
import {
  addDocuments,
  createKnowledgeBase,
  getDocument,
  getDocumentContent,
} from '@agentforge/contracts/knowledge/endpoints';
import { listModels } from '@agentforge/contracts/models/endpoints';
import { createTool, testTool } from '@agentforge/contracts/tools/endpoints';
import { makePdf } from '@agentforge/plugin-kit/testing/make-pdf';
import { createWorld, type World } from '@agentforge/server/testing/create-world';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const postgres = process.env['AGENTFORGE_TEST_DATABASE_URL'] ?? '';
const databases = [
  { name: 'embedded PGlite', server: '', skip: false },
  { name: 'PostgreSQL', server: postgres, skip: postgres === '' },
];

async function startOrders(): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    const id = /\/orders\/([^/?]+)/.exec(request.url ?? '')?.[1];
    const authorized = request.headers.authorization === 'Bearer orders-secret-123456';
    response.setHeader('content-type', 'application/json');
    if (!authorized) return void response.writeHead(401).end('{"error":"no key"}');
    return void response.end(JSON.stringify({ order_id: id, status: 'shipped', carrier: 'Aramex', eta_days: 2 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

/** The whole main job by API: a newcomer's agent that answers from a document and calls a real API. */
for (const database of databases) {
  describe.skipIf(database.skip)(`the main job on ${database.name}`, () => {
    let world: World;
    let orders: Awaited<ReturnType<typeof startOrders>>;
    let baseId: string;
    let toolId: string;
    let agentId: string;
    let slug: string;

    beforeAll(async () => {
      orders = await startOrders();
      world = await createWorld({
        environment: { EGRESS_ALLOW: `127.0.0.1:${orders.port}` },
        databaseServer: database.server,
      });
    });
    afterAll(async () => {
      await world.close();
      orders.server.close();
    });

    it('has the demo model and nothing else', async () => {
      const models = await world.first.client.call(listModels, {});
      expect(models.data.map((model) => model.id)).toEqual(['demo/local']);
    });

    it('indexes a real PDF', async () => {
      const { client } = world.first;
      const base = await client.call(createKnowledgeBase, {
        body: { name: 'Policies', description: 'Company policies' },
      });
      baseId = base.id;
      const lines = (...texts: string[]) =>
        texts.map((text, index) => ({ text, x: 72, y: 720 - index * 24, size: 12 }));
      const pdf = makePdf([
        lines('Travel policy', 'Employees may book business class on flights longer than six hours.'),
        lines(
          'Refund policy',
          'Customers can return any product within 45 days for a full refund.',
          'Shipping costs are not refunded.',
        ),
      ]);
      const form = new FormData();
      form.append('file', new Blob([Uint8Array.from(pdf)], { type: 'application/pdf' }), 'policies.pdf');
      const added = await client.call(addDocuments, { params: { knowledge_base_id: baseId }, body: form });
      const id = added.data[0]?.id ?? '';
      await expect
        .poll(async () => (await client.call(getDocument, { params: { document_id: id } })).status, { timeout: 30_000 })
        .toBe('ready');
    });

    it('adds a real HTTP API as a tool and tries it', async () => {
      const { client } = world.first;
      const tool = await client.call(createTool, {
        body: {
          type: 'api',
          name: 'Look up order',
          description: 'Status of an order by its number',
          config: {
            base_url: `http://127.0.0.1:${orders.port}`,
            http_method: 'GET',
            endpoint_path: '/orders/{order_id}',
            auth_type: 'bearer',
            auth_value: 'orders-secret-123456',
            input_parameters: [
              {
                name: 'order_id',
                description: 'Number of the order',
                data_type: 'string',
                required: true,
                location: 'path',
              },
            ],
          },
        },
      });
      toolId = tool.id;
      expect(tool.config['auth_value']).toBe('***3456');
      const tried = await client.call(testTool, {
        params: { tool_id: tool.id },
        body: { parameters: { order_id: 'A-17' } },
      });
      expect(tried).toMatchObject({ ok: true });
      expect(JSON.stringify(tried.result)).toContain('shipped');
    });

    it('drafts, saves and publishes an agent', async () => {
      const { client } = world.first;
      const draft = await client.call(generateConfig, {
        body: { goal: 'Help customers with refunds and order status' },
      });
      expect(draft.config.tasks.length).toBeGreaterThan(1);
      const agent = await client.call(createAgent, {
        body: {
          ...draft.config,
          name: 'Support',
          model_id: 'demo/local',
          tool_ids: [toolId],
          knowledge_base_ids: [baseId],
        },
      });
      agentId = agent.id;
      slug = agent.slug;
      const version = await client.call(publishAgent, { params: { agent_id: agent.id }, body: { note: 'First' } });
      expect(version).toMatchObject({ version: 1, is_live: true });
    });

    it('answers from the document with a citation that opens at its words', async () => {
      const { client } = world.first;
      const answer = await client.call(chat, {
        params: { agent_id: agentId },
        body: { message: 'Within how many days can customers return a product for a refund?' },
      });
      expect(answer.message.content).toContain('45 days');
      const citation = answer.message.citations[0];
      expect(citation).toMatchObject({ index: 1, supported: true, locator: { page: 2 } });
      const { start, end } = citation?.locator ?? { start: 0, end: 0 };
      const passage = await client.call(getDocumentContent, {
        params: { document_id: citation?.document_id ?? '' },
        query: { start, end },
      });
      expect(passage.text).toContain('45 days');
      expect(passage.text).toContain(citation?.quote.slice(0, 20));
    });

    it('calls the real API', async () => {
      const answer = await world.first.client.call(chat, {
        params: { agent_id: agentId },
        body: { message: 'What is the status of order A-1042?' },
      });
      expect(answer.message.tool_calls.some((call) => call.tool_id === toolId && call.status === 'ok')).toBe(true);
      expect(answer.message.content).toContain('shipped');
      expect(JSON.stringify(answer)).not.toContain('orders-secret');
    });

    it('serves the agent to OpenAI’s own client', async () => {
      const { key } = await world.first.client.call(createApiKey, {
        body: { name: 'sdk', scopes: ['agents:execute', 'agents:read'] },
      });
      const openai = new OpenAI({ apiKey: key, baseURL: `${world.url}/v1`, maxRetries: 0 });
      const models = await openai.models.list();
      expect(models.data.map((model) => model.id)).toContain(slug);
      const messages = [{ role: 'user' as const, content: 'What is the status of order B-7?' }];
      const whole = await openai.chat.completions.create({ model: slug, messages });
      expect(whole.choices[0]?.message.content).toContain('shipped');
      let text = '';
      const stream = await openai.chat.completions.create({ model: slug, messages, stream: true });
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
      expect(text).toContain('shipped');
      await expect(openai.chat.completions.create({ model: 'nobody', messages })).rejects.toMatchObject({
        status: 404,
      });
    });
  });
}
