import { argumentsOf, collect, examples, textOf } from '@agentforge/plugin-kit/testing/conformance-requests';
import { loopbackHttp } from '@agentforge/plugin-kit/testing/loopback-http';
import {
  type MockOpenAiOptions,
  type MockOpenAiServer,
  startMockOpenAi,
} from '@agentforge/plugin-kit/testing/mock-openai-server';
import { afterEach, expect, it } from 'vitest';
import { provider } from './index.ts';

let server: MockOpenAiServer | undefined;
afterEach(() => server?.close());

async function connect(options: MockOpenAiOptions) {
  server = await startMockOpenAi(options);
  return provider.connect(provider.config.parse({ base_url: server.url }), {
    http: loopbackHttp(),
    connectionName: 'mock',
  });
}

it('streams as many tokens as asked for', async () => {
  const connection = await connect({ tokens: 50 });
  const parts = await collect(connection.languageModel('mock').stream(examples.plain, new AbortController().signal));
  expect(textOf(parts).split(' ')).toHaveLength(50);
  expect(parts.at(-1)).toMatchObject({ type: 'finish', usage: { outputTokens: 50 } });
  expect(server?.requests).toBe(1);
});

it('calls the tool first and answers after its result', async () => {
  const connection = await connect({ tokens: 3, toolCall: { name: 'get_weather', arguments: { city: 'Oslo' } } });
  const model = connection.languageModel('mock');
  expect(argumentsOf(await collect(model.stream(examples.withTools, new AbortController().signal)))).toEqual([
    { city: 'Oslo' },
  ]);
  expect(textOf(await collect(model.stream(examples.secondTurn, new AbortController().signal)))).toBe(
    'token0 token1 token2',
  );
});

it('embeds the same text the same way', async () => {
  const connection = await connect({ dimensions: 8 });
  const embedded = await connection.embeddingModel?.('mock').embed(['a b', 'c', 'a b'], new AbortController().signal);
  expect(embedded?.vectors[0]).toEqual(embedded?.vectors[2]);
  expect(embedded?.vectors[0]).toHaveLength(8);
});
