import { expect, test } from 'vitest';
import { argumentValues, inputParameter, nameParameters, parametersSchema } from './input-parameters.ts';

function named(...parameters: object[]) {
  return nameParameters(parameters.map((parameter) => inputParameter.parse(parameter)));
}

test('gives every parameter a property name models accept, once', () => {
  const names = ['a', 'filter[status]', 'filter status', 'تاريخ', 'x'.repeat(200), 'a'];
  const properties = named(...names.map((name) => ({ name }))).map(({ property }) => property);
  expect(properties).toEqual(['a', 'filter_status', 'filter_status_2', 'parameter_4', 'x'.repeat(60), 'a_2']);
});

test('says in the description which name the API uses', () => {
  const schema = parametersSchema(named({ name: 'filter[status]', description: 'State', required: true }));
  expect(schema).toMatchObject({
    properties: { filter_status: { type: 'string', description: 'State (filter[status])' } },
    required: ['filter_status'],
    additionalProperties: false,
  });
});

test('pairs values with parameters: own values, defaults, nothing from the prototype', () => {
  const list = named({ name: 'a' }, { name: 'b', default: 5 }, { name: 'toString' }, { name: 'c' });
  const pairs = argumentValues(list, { a: false, c: null, unknown: 1 });
  expect(pairs.map(({ parameter, value }) => [parameter.name, value])).toEqual([
    ['a', false],
    ['b', 5],
  ]);
});
