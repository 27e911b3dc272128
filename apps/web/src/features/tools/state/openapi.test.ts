import { describe, expect, it } from 'vitest';
import { accessOf, accessSchemaOf, createAll, draftsOf, type ImportProgress } from './openapi.ts';

const operation = (name: string, config: Record<string, unknown> = {}) => ({
  name,
  description: `What ${name} does`,
  config: { base_url: 'https://api.example.com', ...config },
  warnings: [],
});

describe('draftsOf', () => {
  it('gives all tools the same access and keeps their own settings', () => {
    const [draft] = draftsOf([operation('List orders', { auth_type: 'basic', auth_value: 'x', endpoint_path: '/o' })], {
      prefix: 'Shop: ',
      access: { auth_type: 'bearer', auth_value: 'k' },
    });
    expect(draft).toMatchObject({
      type: 'api',
      name: 'Shop: List orders',
      config: {
        base_url: 'https://api.example.com',
        endpoint_path: '/o',
        auth_type: 'bearer',
        auth_value: 'k',
      },
    });
  });

  it('does not keep an access the person took away', () => {
    const [draft] = draftsOf([operation('A', { auth_type: 'bearer' })], { prefix: '', access: {} });
    expect(draft?.config).not.toHaveProperty('auth_type');
  });

  it('numbers equal names and stays below the limit', () => {
    const drafts = draftsOf(
      [operation('Get'), operation('Get'), operation('x'.repeat(200)), operation('x'.repeat(200))],
      {
        prefix: '',
        access: {},
      },
    );
    expect(drafts.map(({ name }) => name).slice(0, 2)).toEqual(['Get', 'Get 2']);
    expect(drafts.every(({ name }) => name.length <= 120)).toBe(true);
    expect(new Set(drafts.map(({ name }) => name)).size).toBe(4);
  });
});

it('proposes the access of the first operation that needs one', () => {
  expect(
    accessOf([operation('a', { auth_type: 'none' }), operation('b', { auth_type: 'api_key', api_key_name: 'K' })]),
  ).toEqual({ auth_type: 'api_key', api_key_name: 'K' });
});

it('cuts a schema down to signing in', () => {
  const schema = accessSchemaOf({
    properties: { base_url: {}, auth_type: { type: 'string' } },
    required: ['base_url'],
  });
  expect(schema).toEqual({ type: 'object', properties: { auth_type: { type: 'string' } } });
});

it('goes on after a refusal and reports it', async () => {
  const drafts = draftsOf([operation('a'), operation('b'), operation('c')], { prefix: '', access: {} });
  const seen: ImportProgress[] = [];
  const result = await createAll(
    drafts,
    ({ name }) => (name === 'b' ? Promise.reject(new Error('taken')) : Promise.resolve()),
    (progress) => seen.push(progress),
  );
  expect(result.done).toBe(2);
  expect(result.failed.map(({ draft }) => draft.name)).toEqual(['b']);
  expect(seen.map(({ done, failed }) => done + failed.length)).toEqual([1, 2, 3]);
});
