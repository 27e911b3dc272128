import { loopbackHttp } from '@agentforge/plugin-kit/testing/loopback-http';
import { expect, it } from 'vitest';
import { provider } from './index.ts';

it('is demo/local', async () => {
  const connection = await provider.connect(provider.config.parse({}), {
    http: loopbackHttp(),
    connectionName: 'demo',
  });
  expect(connection.languageModel('local').id).toBe('demo/local');
  expect((await connection.listModels(new AbortController().signal)).map(({ model }) => model)).toEqual(['local']);
  expect(() => connection.languageModel('gpt-4o')).toThrow('There is no demonstration model');
});
