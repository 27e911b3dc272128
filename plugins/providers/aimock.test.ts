import type { ModelRequest } from '@agentforge/plugin-kit/model';
import type { ProviderConnection } from '@agentforge/plugin-kit/provider';
import { argumentsOf, collect, textOf } from '@agentforge/plugin-kit/testing/conformance-requests';
import { loopbackHttp } from '@agentforge/plugin-kit/testing/loopback-http';
import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { provider as bedrock } from './amazon-bedrock/index.ts';
import { provider as anthropic } from './anthropic/index.ts';
import { provider as azure } from './azure/index.ts';
import { provider as google } from './google/index.ts';
import { provider as groq } from './groq/index.ts';
import { provider as mistral } from './mistral/index.ts';
import { provider as ollama } from './ollama/index.ts';
import { provider as openai } from './openai/index.ts';

const mock = new LLMock({ port: 0, logLevel: 'silent' });
const ports = { http: loopbackHttp(), connectionName: 'test' };
const api_key = 'mock';

/** A mock that other people wrote knows the wire formats by other means than our recordings do. */
const connections: Record<string, [model: string, connect: (url: string) => Promise<ProviderConnection>]> = {
  openai: ['gpt-4o', (url) => openai.connect(openai.config.parse({ api_key, base_url: `${url}/v1` }), ports)],
  'openai responses': [
    'gpt-4o',
    (url) => openai.connect(openai.config.parse({ api_key, base_url: `${url}/v1`, api: 'responses' }), ports),
  ],
  anthropic: [
    'claude-sonnet-4-5',
    (url) => anthropic.connect(anthropic.config.parse({ api_key, base_url: url }), ports),
  ],
  google: [
    'gemini-2.5-flash',
    (url) => google.connect(google.config.parse({ api_key, base_url: `${url}/v1beta` }), ports),
  ],
  bedrock: [
    'anthropic.claude-3-5-sonnet-20241022-v2:0',
    (url) =>
      bedrock.connect(
        bedrock.config.parse({ access_key_id: 'AKIAMOCK', secret_access_key: 'mock', base_url: url }),
        ports,
      ),
  ],
  azure: [
    'gpt-4o',
    (url) =>
      azure.connect(azure.config.parse({ api_key, base_url: `${url}/openai`, api_version: '2024-10-21' }), ports),
  ],
  groq: [
    'llama-3.3-70b-versatile',
    (url) => groq.connect(groq.config.parse({ api_key, base_url: `${url}/openai/v1` }), ports),
  ],
  mistral: [
    'mistral-large-2411',
    (url) => mistral.connect(mistral.config.parse({ api_key, base_url: `${url}/v1` }), ports),
  ],
  ollama: ['llama3.1', (url) => ollama.connect(ollama.config.parse({ base_url: url }), ports)],
};

const tools: NonNullable<ModelRequest['tools']> = [
  {
    name: 'get_weather',
    description: 'Weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
];

beforeAll(async () => {
  mock.on(
    { userMessage: 'weather', hasToolResult: false },
    { toolCalls: [{ name: 'get_weather', arguments: '{"city":"Oslo"}' }] },
  );
  mock.on({ userMessage: 'weather', hasToolResult: true }, { content: 'It is raining in Oslo.' });
  mock.onMessage('hello', { content: 'Good day to you.' });
  await mock.start();
});
afterAll(() => mock.stop());

describe.each(Object.entries(connections))('%s against a foreign mock', (_name, [model, connect]) => {
  it('answers', async () => {
    const language = (await connect(mock.url)).languageModel(model);
    const request: ModelRequest = { messages: [{ role: 'user', content: [{ type: 'text', text: 'hello' }] }] };
    const parts = await collect(language.stream(request, new AbortController().signal));
    expect(textOf(parts)).toBe('Good day to you.');
    expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'stop' });
  });

  it('goes through a tool loop', async () => {
    const language = (await connect(mock.url)).languageModel(model);
    const messages: ModelRequest['messages'] = [
      { role: 'user', content: [{ type: 'text', text: 'weather in Oslo?' }] },
    ];
    const first = await collect(language.stream({ messages, tools }, new AbortController().signal));
    expect(argumentsOf(first)).toEqual([{ city: 'Oslo' }]);
    const call = first.find((part) => part.type === 'tool-call');
    const callId = call?.type === 'tool-call' ? call.callId : '';
    const name = 'get_weather';
    messages.push(
      { role: 'assistant', content: [{ type: 'tool-call', callId, name, arguments: { city: 'Oslo' } }] },
      { role: 'tool', callId, name, result: { weather: 'rain' }, isError: false },
    );
    const second = await collect(language.stream({ messages, tools }, new AbortController().signal));
    expect(textOf(second)).toBe('It is raining in Oslo.');
  });
});
