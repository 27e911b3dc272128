import { describe, expect, it } from 'vitest';
import { draftSchemaOf, hasInputs, parseParameters, riskOf, withPlainTitles } from './test-inputs.ts';

describe('draftSchemaOf', () => {
  it('takes declared inputs and undeclared placeholders of the path', () => {
    const schema = draftSchemaOf({
      endpoint_path: '/orders/{order_id}/{part}',
      input_parameters: [
        { name: 'order_id', description: 'Number', data_type: 'integer', required: true },
        { name: '', data_type: 'string' },
      ],
    });
    expect(schema).toEqual({
      type: 'object',
      properties: {
        order_id: { type: 'integer', title: 'order_id', description: 'Number' },
        part: { type: 'string', title: 'part' },
      },
      required: ['order_id', 'part'],
    });
  });

  it('does not know the inputs of other settings', () => {
    expect(draftSchemaOf({ knowledge_base_id: 'kb_1' })).toBeUndefined();
  });
});

it('shows the names a model uses, but keeps titles that are there', () => {
  const schema = withPlainTitles({ properties: { q: { type: 'string' }, n: { type: 'number', title: 'Count' } } });
  expect(schema['properties']).toEqual({ q: { type: 'string', title: 'q' }, n: { type: 'number', title: 'Count' } });
});

it('knows whether anything is asked for', () => {
  expect([hasInputs(undefined), hasInputs({ properties: {} }), hasInputs({ properties: { a: {} } })]).toEqual([
    false,
    false,
    true,
  ]);
});

it('reads typed parameters as an object only', () => {
  expect(['{"a":1}', '', '[1]', '{', '3'].map(parseParameters)).toEqual([
    { a: 1 },
    {},
    undefined,
    undefined,
    undefined,
  ]);
});

it('takes the worst risk of all functions', () => {
  const functions = (...risks: ('read' | 'write' | 'destructive' | 'egress')[]) => ({
    functions: risks.map((risk) => ({ name: risk, description: '', parameters: {}, risk })),
  });
  expect(riskOf(functions('read', 'destructive', 'write'))).toBe('destructive');
  expect(riskOf(functions('egress', 'read'))).toBe('egress');
  expect(riskOf({ functions: [] })).toBe('read');
});
