import type { Json } from '@agentforge/kernel/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkJson } from './json-schema.ts';
import { matchesPattern } from './json-schema-pattern.ts';

const object = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  type: 'object',
  properties,
  ...more,
});

describe('checkJson', () => {
  it.each<[Record<string, unknown>, Json]>([
    [{ type: 'string', minLength: 2, maxLength: 3 }, '👍👍'],
    [{ type: ['string', 'null'] }, null],
    [{ type: 'string', nullable: true }, null],
    [{ type: 'integer', minimum: 1, maximum: 3, multipleOf: 1 }, 3],
    [{ type: 'number', multipleOf: 0.01 }, 0.29],
    [{ enum: ['a', { b: 1, c: 2 }] }, { c: 2, b: 1 }],
    [{ const: 5 }, 5],
    [{ type: 'array', items: { type: 'number' }, minItems: 1, maxItems: 2, uniqueItems: true }, [1, 2]],
    [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, 'x'],
    [{ oneOf: [{ type: 'string' }, { type: 'object' }] }, {}],
    [{ allOf: [{ type: 'string' }, { pattern: '^a' }] }, 'ab'],
    [{ $ref: '#/$defs/name', $defs: { name: { type: 'string' } } }, 'x'],
    [object({ a: { type: 'string' } }), { a: 'x', other: 1 }],
  ])('%j takes %j', (schema, value) => {
    expect(checkJson(schema, value)).toEqual({ ok: true, value });
  });

  it.each<[Record<string, unknown>, Json, string]>([
    [{ type: 'string', minLength: 2 }, '👍', ''],
    [{ type: 'integer' }, 1.5, ''],
    [{ type: 'number', exclusiveMinimum: 1 }, 1, ''],
    [{ type: 'number', exclusiveMaximum: 1 }, 1, ''],
    [{ type: 'number', maximum: 1 }, 2, ''],
    [{ enum: ['a'] }, 'b', ''],
    [{ const: null }, 0, ''],
    [{ type: 'array', items: { type: 'number' } }, [1, {}], '1'],
    [{ type: 'array', uniqueItems: true }, [{ a: 1 }, { a: 1 }], ''],
    [{ anyOf: [{ type: 'string' }] }, [], ''],
    [{ oneOf: [{ type: 'string' }, { minLength: 1 }] }, 'x', ''],
    [{ pattern: '^\\d+$' }, 'x', ''],
    [object({ a: {} }, { required: ['a'] }), {}, 'a'],
    [object({ a: {} }, { additionalProperties: false }), { b: 1 }, 'b'],
    [object({}, { additionalProperties: { type: 'string' } }), { b: {} }, 'b'],
    [object({ a: object({ b: { type: 'string' } }) }), { a: { b: [] } }, 'a.b'],
    [object({ toString: { type: 'string' } }, { required: ['toString'] }), {}, 'toString'],
    [object({ a: { type: 'string' } }, { required: ['a'] }), { a: null }, 'a'],
  ])('%j refuses %j', (schema, value, path) => {
    const checked = checkJson(schema, value);
    expect(checked).toMatchObject({ ok: false, errors: [{ path }] });
  });

  it('converts text only where nothing else is possible', () => {
    const schema = object({
      n: { type: 'integer' },
      b: { type: 'boolean' },
      s: { type: 'string' },
      e: { type: ['string', 'number'] },
    });
    expect(checkJson(schema, { n: '5', b: 'true', s: '5', e: '5' })).toEqual({
      ok: true,
      value: { n: 5, b: true, s: '5', e: '5' },
    });
    for (const odd of ['', ' 5', '05', '0x5', '5e3', '1.5', 'Infinity', '99999999999999999999']) {
      expect(checkJson(schema, { n: odd }).ok).toBe(false);
    }
    const either = { anyOf: [{ type: 'number' }, { type: 'string' }] };
    expect(checkJson(either, '5')).toEqual({ ok: true, value: '5' });
    expect(checkJson({ anyOf: [{ type: 'number' }, { type: 'boolean' }] }, '5')).toEqual({ ok: true, value: 5 });
  });

  it('leaves out null for an optional property that cannot be null', () => {
    const schema = object({ a: { type: 'string' }, b: { type: ['string', 'null'] } });
    expect(checkJson(schema, { a: null, b: null })).toEqual({ ok: true, value: { b: null } });
  });

  it('ends in bounded time on schemas made to blow up', () => {
    const bomb = {
      $ref: '#/$defs/x',
      $defs: { x: { anyOf: [{ items: { $ref: '#/$defs/x' } }, { items: { $ref: '#/$defs/x' } }], type: 'array' } },
    };
    let value: Json = 'leaf';
    for (let depth = 0; depth < 40; depth += 1) value = [value];
    expect(checkJson(bomb, value).ok).toBe(false);
    expect(checkJson({ $ref: '#' }, 1).ok).toBe(true);
  });

  it('never throws and never changes what it is given', () => {
    fc.assert(
      fc.property(fc.object({ withNullPrototype: false }), fc.jsonValue(), (schema, value) => {
        const json: Json = JSON.parse(JSON.stringify(value));
        const before = JSON.stringify(json);
        checkJson(schema, json);
        expect(JSON.stringify(json)).toBe(before);
      }),
    );
  });
});

describe('matchesPattern', () => {
  it('does not apply patterns that can take exponential time', () => {
    const long = `${'a'.repeat(200)}!`;
    for (const pattern of ['^(a+)+$', '^(a|a)*$', '^(a?){50}$', '(.*)\\1$', '^(?=a)(a+)+$', '((a)*)*$']) {
      expect(matchesPattern(pattern, long)).toBe(true);
    }
  });

  it('applies ordinary patterns', () => {
    expect(matchesPattern('^[A-Z]{2}-\\d{4}$', 'AB-1234')).toBe(true);
    expect(matchesPattern('^[A-Z]{2}-\\d{4}$', 'AB-12345')).toBe(false);
    expect(matchesPattern('^(foo|bar)$', 'baz')).toBe(false);
    expect(matchesPattern('^[a-z]+$', 'a'.repeat(1_000))).toBe(true);
    expect(matchesPattern('a+b+', 'c'.repeat(1_000))).toBe(false);
    expect(matchesPattern('[', 'x')).toBe(true);
  });
});
