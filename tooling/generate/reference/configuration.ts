import { isJsonObject, type Json, type JsonObject, toPlainJson } from '@agentforge/kernel/json';
import { z } from 'zod';
import { environmentSchema } from '../../../apps/server/src/platform/config/environment.ts';
import { code, page, table } from './markdown.ts';

const source = 'apps/server/src/platform/config/environment.ts';

function kindOf(schema: Json): string {
  if (!isJsonObject(schema)) return 'text';
  const { enum: values, type, format, minimum, maximum } = schema;
  if (Array.isArray(values)) return values.map((value) => code(String(value))).join(', ');
  if (type === 'integer' || type === 'number') return `number from ${String(minimum)} to ${String(maximum)}`;
  if (type === 'boolean' || typeof schema['default'] === 'boolean') return 'true or false';
  return format === 'uri' ? 'address' : 'text';
}

const objectOf = (value: Json | undefined): JsonObject =>
  value !== undefined && value !== null && isJsonObject(value) ? value : {};

function row([name, schema]: [string, Json | undefined]): string[] {
  const { default: fallback, description } = objectOf(schema);
  const shown = fallback === undefined || fallback === '' || fallback === null ? '' : code(String(fallback));
  return [code(name), kindOf(schema ?? null), shown, typeof description === 'string' ? description : ''];
}

/** Every environment variable with its type, default and meaning. */
export function configurationPage(): string {
  const schema = toPlainJson(z.toJSONSchema(environmentSchema, { io: 'output', unrepresentable: 'any' }));
  const rows = Object.entries(objectOf(objectOf(schema)['properties'])).map(row);
  const lead =
    'Variables are read from the environment and from `.env` in the working folder. All that is wrong with them is named in one message at the start. Keys of model providers have their usual names (`OPENAI_API_KEY`, `ANTHROPIC_API_KEY`, …).';
  return page('Configuration', source, lead, [table(['Variable', 'Type', 'Default', 'Meaning'], rows)]);
}
