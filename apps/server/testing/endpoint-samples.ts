import type { Endpoint } from '@agentforge/contracts/shared/endpoint';
import { isJsonObject, type Json, type JsonObject, toPlainJson } from '@agentforge/kernel/json';
import { z } from 'zod';

/** A field of a request whose schema is an id: `role_ids[]` holds ids of the kind `role`. */
export interface IdField {
  kind: string;
  /** Keys from the top of the body; `[]` steps into a list. */
  path: readonly string[];
}

function member(value: Json, key: string): Json {
  return isJsonObject(value) ? (value[key] ?? null) : null;
}

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** JSON Schema of what a caller sends, with every reference written out. */
export function inputSchema(schema: z.ZodType): JsonObject {
  const whole = toPlainJson(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }));
  const inlined = inline(whole, member(whole, '$defs'), 0);
  return isJsonObject(inlined) ? inlined : {};
}

function inline(value: Json, definitions: Json, depth: number): Json {
  if (depth > 20) return {};
  if (Array.isArray(value)) return value.map((item) => inline(item, definitions, depth + 1));
  if (!isJsonObject(value)) return value;
  const reference = member(value, '$ref');
  if (typeof reference === 'string')
    return inline(member(definitions, reference.replace('#/$defs/', '')), definitions, depth + 1);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, inline(item ?? null, definitions, depth + 1)]),
  );
}

/** `agent` for the schema made by `id('agent')`, null for anything else. */
export function kindOfId(schema: Json): string | null {
  const description = member(schema, 'description');
  return typeof description === 'string' ? (/^Id of an? (.+)$/.exec(description)?.[1] ?? null) : null;
}

/** Path and query parameters by name: the kind of id they take, or null for plain ones. */
export function parametersOf(schema: z.ZodType | undefined): Map<string, string | null> {
  if (!schema) return new Map();
  const properties = member(inputSchema(schema), 'properties');
  return new Map(
    Object.entries(isJsonObject(properties) ? properties : {}).map(([name, own]) => [name, idInside(own)]),
  );
}

/** The kind of id a path parameter takes, or null. */
export function kindOfParameter(endpoint: Endpoint, name: string): string | null {
  return parametersOf(endpoint.params).get(name) ?? null;
}

function idInside(schema: Json | undefined): string | null {
  const all = [schema ?? null, ...list(member(schema ?? null, 'anyOf'))];
  return all.map(kindOfId).find((kind) => kind !== null) ?? null;
}

/** Every id field of a body, however deep. */
export function idFieldsOf(endpoint: Endpoint): IdField[] {
  return endpoint.body ? collect(inputSchema(endpoint.body), []) : [];
}

function collect(schema: Json, path: readonly string[]): IdField[] {
  const kind = kindOfId(schema);
  if (kind !== null) return [{ kind, path }];
  const properties = member(schema, 'properties');
  const inner = Object.entries(isJsonObject(properties) ? properties : {}).flatMap(([name, own]) =>
    collect(own ?? null, [...path, name]),
  );
  const items = collectItems(schema, path);
  const choices = [...list(member(schema, 'anyOf')), ...list(member(schema, 'oneOf'))];
  return [...inner, ...items, ...choices.flatMap((choice) => collect(choice, path))];
}

function collectItems(schema: Json, path: readonly string[]): IdField[] {
  const items = member(schema, 'items');
  return items === null ? [] : collect(items, [...path, '[]']);
}

/** The least a schema accepts, as far as types, lengths and enums tell. */
export function sampleOf(schema: Json): Json {
  const preset = ['const', 'default'].map((key) => member(schema, key)).find((value) => value !== null);
  if (preset !== undefined) return preset;
  const [choice] = [...list(member(schema, 'enum'))];
  if (choice !== undefined) return choice;
  const [first] = [...list(member(schema, 'anyOf')), ...list(member(schema, 'oneOf'))];
  if (first !== undefined) return sampleOf(first);
  return sampleByType(schema);
}

function sampleByType(schema: Json): Json {
  switch (member(schema, 'type')) {
    case 'object':
      return sampleObject(schema);
    case 'array':
      return Number(member(schema, 'minItems') ?? 0) > 0 ? [sampleOf(member(schema, 'items'))] : [];
    case 'string':
      return sampleText(schema);
    case 'integer':
    case 'number':
      return Number(member(schema, 'minimum') ?? 1);
    case 'boolean':
      return true;
    default:
      return {};
  }
}

function sampleObject(schema: Json): JsonObject {
  const properties = member(schema, 'properties');
  return Object.fromEntries(
    list(member(schema, 'required'))
      .map(String)
      .map((name) => [name, sampleOf(member(properties, name))]),
  );
}

function sampleText(schema: Json): string {
  if (member(schema, 'format') === 'email') return 'someone@example.test';
  return 'sample'
    .padEnd(Number(member(schema, 'minLength') ?? 0), 'x')
    .slice(0, Number(member(schema, 'maxLength') ?? 99));
}

/** The body with `value` in one field; lists and objects on the way are made as their schema wants them. */
export function withField(body: Json, schema: Json, path: readonly string[], value: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const inner = schemaOf(schema, key);
  if (key === '[]')
    return [withField((Array.isArray(body) ? body[0] : undefined) ?? sampleOf(inner), inner, rest, value)];
  const object = isJsonObject(body) ? body : {};
  return { ...object, [key]: withField(object[key] ?? sampleOf(inner), inner, rest, value) };
}

/** The schema of a property or of a list's items, also behind a choice. */
function schemaOf(schema: Json, key: string): Json {
  const all = [schema, ...list(member(schema, 'anyOf')), ...list(member(schema, 'oneOf'))];
  const found = all.map((own) => (key === '[]' ? member(own, 'items') : member(member(own, 'properties'), key)));
  return found.find((own) => own !== null) ?? {};
}
