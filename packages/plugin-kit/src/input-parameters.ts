import type { Json, JsonObject } from '@agentforge/kernel/json';
import { z } from 'zod';

const jsonValue: z.ZodType<Json> = z.json();

/** One input of a tool, as a person declares it. */
export const inputParameter = z.object({
  name: z.string().min(1).max(200),
  description: z.string().max(4000).default(''),
  data_type: z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object']).default('string'),
  required: z.boolean().default(false),
  /** Left out: the path where it has such a placeholder, else the body of methods that have one, else the query. */
  location: z.enum(['path', 'query', 'header', 'body']).optional(),
  default: jsonValue.optional(),
  enum: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .max(500)
    .optional(),
});

export type InputParameter = z.output<typeof inputParameter>;

/** A parameter with the property name the model sees: model providers accept fewer characters than APIs do. */
export interface NamedParameter {
  property: string;
  parameter: InputParameter;
}

/** Gives each parameter a property name of letters, digits, `_`, `-`, at most 64, unique in the list. */
export function nameParameters(parameters: readonly InputParameter[]): NamedParameter[] {
  const taken = new Set<string>();
  return parameters.map((parameter, index) => {
    const plain = parameter.name.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^_+|_+$/g, '');
    const core = plain.slice(0, 60) || `parameter_${index + 1}`;
    let property = core;
    for (let next = 2; taken.has(property); next += 1) property = `${core}_${next}`;
    taken.add(property);
    return { property, parameter };
  });
}

function propertySchema({ property, parameter }: NamedParameter): JsonObject {
  const schema: JsonObject = { type: parameter.data_type };
  const alias = property === parameter.name ? '' : ` (${parameter.name})`;
  const description = `${parameter.description}${alias}`.trim();
  if (description !== '') schema.description = description;
  if (parameter.data_type === 'array') schema.items = {};
  if (parameter.data_type === 'object') schema.additionalProperties = true;
  if (parameter.enum !== undefined && parameter.enum.length > 0) schema.enum = [...parameter.enum];
  if (parameter.default !== undefined) schema.default = parameter.default;
  return schema;
}

/** JSON Schema of the object a model must send for these parameters. */
export function parametersSchema(named: readonly NamedParameter[]): Record<string, unknown> {
  return {
    type: 'object',
    properties: Object.fromEntries(named.map((entry) => [entry.property, propertySchema(entry)])),
    required: named
      .filter(({ parameter }) => parameter.required && parameter.default === undefined)
      .map(({ property }) => property),
    additionalProperties: false,
  };
}

/** Pairs each parameter with the model's value or its default; parameters without either are left out. */
export function argumentValues(
  named: readonly NamedParameter[],
  args: JsonObject,
): { parameter: InputParameter; value: Json }[] {
  return named.flatMap(({ property, parameter }) => {
    const value = Object.hasOwn(args, property) ? args[property] : parameter.default;
    return value === undefined || value === null ? [] : [{ parameter, value }];
  });
}
