import { createServer } from 'node:http';
import { createAgent } from '@agentforge/contracts/agents/endpoints';
import { chat } from '@agentforge/contracts/chat/endpoints';
import { createProvider } from '@agentforge/contracts/models/endpoints';
import { replayRun } from '@agentforge/contracts/runs/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import { trusted } from '@agentforge/kernel/trust';
import { startMockOpenAi } from '@agentforge/plugin-kit/testing/mock-openai-server';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../testing/create-world.ts';
import { createTracing } from '../../platform/telemetry/otlp-tracing.ts';
import { noTracing } from '../../platform/telemetry/tracing.ts';
import { type RunFacts, tracedRun } from './traced-run.ts';

type Given = Parameters<typeof tracedRun>[2];

const facts: RunFacts = { runId: 'run_1', agentId: 'agent_1', agentVersion: 2, conversationId: 'conversation_1' };

it('drives the very ports when nothing is traced', async () => {
  const given = trusted<Given>({ plan: {}, ports: {} }, 'nothing of it is looked at');
  const outcome = { status: 'handed_over' as const, state: trusted<never>({}, 'not looked at') };
  let driven: unknown;
  await tracedRun(noTracing, facts, given, async (ports) => {
    driven = ports;
    return outcome;
  });
  expect(driven).toBe(given.ports);
});

for (const content of [false, true]) {
  describe(content ? 'with content' : 'without content', () => {
    const exporter = new InMemorySpanExporter();
    let world: World;
    let model: Awaited<ReturnType<typeof startMockOpenAi>>;
    let api: Awaited<ReturnType<typeof startApi>>;
    let agentId: string;

    beforeAll(async () => {
      api = await startApi();
      const toolCall = { name: 'get_weather', arguments: { city: 'Cairo' } };
      model = await startMockOpenAi({ text: 'It is warm in the canary city.', toolCall });
      world = await createWorld({
        environment: { EGRESS_ALLOW: `${new URL(model.url).host},127.0.0.1:${api.port}` },
        tracing: createTracing(new SimpleSpanProcessor({ exporter }), '1.0.0', content),
      });
      agentId = await weatherAgent(world, model.url, api.port);
    });
    afterEach(() => exporter.reset());
    afterAll(async () => {
      await world.close();
      await model.close();
      await api.close();
    });

    const named = (name: string): ReadableSpan[] => exporter.getFinishedSpans().filter((span) => span.name === name);
    const ask = () =>
      world.first.client.call(chat, {
        params: { agent_id: agentId },
        body: { message: 'What is the weather? I am jane.doe@example.com', version: 'draft' },
      });

    it('a run is invoke_agent with its chats and execute_tool as children', async () => {
      const answer = await ask();
      const [agent] = named('invoke_agent Weather');
      expect(agent?.attributes).toMatchObject({
        'gen_ai.operation.name': 'invoke_agent',
        'gen_ai.provider.name': 'openai-compatible',
        'gen_ai.request.model': 'mock',
        'gen_ai.agent.id': agentId,
        'gen_ai.agent.version': 'draft',
        'gen_ai.conversation.id': answer.conversation_id,
        'gen_ai.usage.input_tokens': 100,
        'agentforge.run.id': answer.run_id,
        'agentforge.run.status': 'completed',
      });
      const [verb] = named('verb chat.send');
      expect(agent?.parentSpanContext?.spanId).toBe(verb?.spanContext().spanId);
      const chats = named('chat mock');
      expect(chats).toHaveLength(2);
      expect(chats[0]).toMatchObject({ kind: 2 });
      expect(chats[0]?.attributes).toMatchObject({
        'gen_ai.operation.name': 'chat',
        'gen_ai.usage.input_tokens': 50,
        'gen_ai.usage.output_tokens': 20,
        'gen_ai.response.finish_reasons': ['tool-calls'],
      });
      const [tool] = named('execute_tool get_weather');
      expect(tool?.attributes).toMatchObject({
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': 'get_weather',
        'gen_ai.tool.type': 'function',
        'gen_ai.tool.call.id': 'call_mock_1',
      });
      for (const child of [...chats, tool]) expect(child?.parentSpanContext?.spanId).toBe(agent?.spanContext().spanId);
      const requests = named('egress request').map((span) => span.parentSpanContext?.spanId);
      for (const parent of [...chats, tool]) expect(requests).toContain(parent?.spanContext().spanId);
    });

    it(content ? 'texts are told, with tokens for personal data' : 'no text is told', async () => {
      await ask();
      const told = JSON.stringify(exporter.getFinishedSpans().map(({ attributes }) => attributes));
      for (const text of ['canary city', 'Cairo', 'You are Weather', 'What is the weather', 'temperature_celsius'])
        expect(told.includes(text), text).toBe(content);
      expect(told).not.toContain('jane.doe@example.com');
      if (!content) return;
      const input: unknown = JSON.parse(String(named('chat mock')[1]?.attributes['gen_ai.input.messages']));
      expect(input).toMatchObject([
        { role: 'user', parts: [{ type: 'text' }] },
        { role: 'assistant', parts: [{ type: 'tool_call', id: 'call_mock_1', arguments: { city: 'Cairo' } }] },
        { role: 'tool', parts: [{ type: 'tool_call_response', id: 'call_mock_1' }] },
      ]);
    });

    it('a replay says so, and calls no tool', async () => {
      const { run_id } = await ask();
      exporter.reset();
      await world.first.client.call(replayRun, { params: { run_id }, body: {} });
      await expect.poll(() => named('invoke_agent Weather').length, { timeout: 10_000 }).toBe(1);
      expect(named('invoke_agent Weather')[0]?.attributes).toMatchObject({ 'agentforge.replay.of': run_id });
      expect(named('execute_tool get_weather')).toEqual([]);
    });
  });
}

async function startApi() {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ temperature_celsius: 31 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

async function weatherAgent({ first: { client } }: World, modelUrl: string, port: number): Promise<string> {
  await client.call(createProvider, {
    body: { provider: 'openai-compatible', name: 'mock', base_url: modelUrl, api_key: 'sk-test-0123456789' },
  });
  const tool = await client.call(createTool, {
    body: {
      type: 'api',
      name: 'Get weather',
      description: 'Current weather of a city',
      config: {
        base_url: `http://127.0.0.1:${port}`,
        http_method: 'GET',
        endpoint_path: '/weather',
        auth_type: 'none',
        input_parameters: [
          { name: 'city', description: 'City name', data_type: 'string', required: true, location: 'query' },
        ],
      },
    },
  });
  const body = { name: 'Weather', goal: 'Tells the weather', model_id: 'mock/mock', tool_ids: [tool.id] };
  return (await client.call(createAgent, { body })).id;
}
