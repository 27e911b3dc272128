import { isJsonObject, type Json, type JsonObject } from '@agentforge/kernel/json';
import type { ModelRequest } from '@agentforge/plugin-kit/model';
import type { Conversation } from './conversation.ts';
import { type Draft, draftAgent } from './draft-agent.ts';
import { extractValues } from './extract-values.ts';
import { fillArguments, propertiesOf } from './fill-arguments.ts';
import { type Judgement, judge } from './judge.ts';

/** The schema the answer must fit: of the request, or the one written into the prompt. */
export function wantedSchema(request: ModelRequest, conversation: Conversation): Record<string, unknown> | undefined {
  if (request.responseSchema) return request.responseSchema.schema;
  if (!/json/i.test(conversation.system + conversation.message)) return undefined;
  return schemaIn(conversation.system) ?? schemaIn(conversation.message);
}

/** The first balanced JSON object in a text that looks like a JSON Schema of an object. */
function schemaIn(text: string): Record<string, unknown> | undefined {
  for (let start = text.indexOf('{'); start >= 0; start = text.indexOf('{', start + 1)) {
    const end = balancedEnd(text, start);
    if (end === undefined) return undefined;
    const value = tryParse(text.slice(start, end));
    if (isJsonObject(value) && 'properties' in value) return value;
  }
  return undefined;
}

function balancedEnd(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth += 1;
    else if (character === '}' && --depth === 0) return index + 1;
  }
  return undefined;
}

function tryParse(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

interface Maker {
  root: Record<string, unknown>;
  draft: Draft;
  judgement: Judgement;
  found: JsonObject;
  message: string;
}

/** A small value that fits the schema: found values first, then what the goal suggests, then the least that is valid. */
export function fitSchema(schema: Record<string, unknown>, conversation: Conversation): Json {
  const { message } = conversation;
  const maker: Maker = {
    root: schema,
    draft: draftAgent(message, conversation.system),
    judgement: judge(`${conversation.system}\n${message}`),
    found: fillArguments(schema, extractValues(message)).values,
    message,
  };
  return make(schema, '', maker, 0);
}

function make(schema: Record<string, unknown>, name: string, maker: Maker, depth: number): Json {
  const resolved = resolve(schema, maker.root);
  if ('const' in resolved) return toJson(resolved.const);
  const type = typeOf(resolved);
  if (Array.isArray(resolved.enum)) return pickMember(resolved.enum, name, maker, depth);
  if (type === 'object') return makeObject(resolved, maker, depth);
  if (type === 'array') return makeArray(resolved, name, maker, depth);
  if (type === 'integer' || type === 'number') return makeNumber(resolved, name, type, maker, depth);
  if (type === 'boolean') return makeBoolean(resolved, name, maker);
  return type === 'null' ? null : makeText(resolved, name, maker, depth);
}

function makeObject(schema: Record<string, unknown>, maker: Maker, depth: number): JsonObject {
  const value: JsonObject = {};
  if (depth > 6) return value;
  const required = Array.isArray(schema.required) ? schema.required : [];
  for (const [name, property] of Object.entries(propertiesOf(schema))) {
    const type = typeOf(resolve(property, maker.root));
    const isWorthIt = required.includes(name) || maker.draft.knows(name) || name in maker.found;
    if (isWorthIt || (depth < 2 && type !== 'null' && required.length === 0))
      value[name] = make(property, name, maker, depth + 1);
  }
  return value;
}

function makeArray(schema: Record<string, unknown>, name: string, maker: Maker, depth: number): Json[] {
  const items = isRecord(schema.items) ? resolve(schema.items, maker.root) : {};
  const least = typeof schema.minItems === 'number' ? schema.minItems : 0;
  const members = items.enum;
  const suggested = Array.isArray(members) ? maker.draft.fitting(members.map(String)) : maker.draft.list(name);
  const values: Json[] = typeOf(items) === 'string' ? suggested : [];
  if (values.length === 0 && Array.isArray(maker.found[name]) && depth === 1) values.push(...maker.found[name]);
  while (values.length < least && depth < 6) values.push(make(items, name, maker, depth + 1));
  const most = schema.maxItems;
  return typeof most === 'number' ? values.slice(0, most) : values;
}

function makeNumber(schema: Record<string, unknown>, name: string, type: string, maker: Maker, depth: number): number {
  const [least, most] = boundsOf(schema, type === 'integer' ? 1 : 0.001);
  const wanted = wantedNumber(name, least, most, maker, depth) ?? numberOf(schema.default) ?? least;
  const value = Math.min(Math.max(wanted, least), most);
  return type === 'integer' ? Math.round(value) : Math.round(value * 1000) / 1000;
}

function wantedNumber(name: string, least: number, most: number, maker: Maker, depth: number): number | undefined {
  if (/score|rating|grade|confidence|similarity|relevance|faithful|correct|quality/i.test(name)) {
    return least + maker.judgement.score * ((Number.isFinite(most) ? most : 1) - least);
  }
  if (/temperature/i.test(name)) return 0.3;
  const found = depth === 1 ? maker.found[name] : undefined;
  return typeof found === 'number' ? found : undefined;
}

function boundsOf(schema: Record<string, unknown>, step: number): [least: number, most: number] {
  const above = numberOf(schema.exclusiveMinimum);
  const below = numberOf(schema.exclusiveMaximum);
  const least = numberOf(schema.minimum) ?? (above === undefined ? 0 : above + step);
  const most = numberOf(schema.maximum) ?? (below === undefined ? Number.POSITIVE_INFINITY : below - step);
  return [Math.min(least, most), most];
}

function makeBoolean(schema: Record<string, unknown>, name: string, maker: Maker): boolean {
  if (/pass|correct|match|success|valid|equivalent|grounded|relevant|safe$|^ok$|allowed/i.test(name))
    return maker.judgement.score >= 0.5;
  if (typeof schema.default === 'boolean') return schema.default;
  return maker.found[name] === true;
}

function makeText(schema: Record<string, unknown>, name: string, maker: Maker, depth: number): string {
  const found = depth === 1 ? maker.found[name] : undefined;
  const isReason = /reason|explanation|rationale|justification|comment|feedback/i.test(name);
  const candidates = [
    maker.draft.text(name),
    isReason ? maker.judgement.reason : undefined,
    found,
    schema.default,
    formatted(schema.format),
  ];
  const text = candidates.find((candidate) => typeof candidate === 'string') ?? maker.message.trim().slice(0, 200);
  const most = numberOf(schema.maxLength) ?? text.length;
  return text.slice(0, most).padEnd(numberOf(schema.minLength) ?? 0, '.');
}

function formatted(format: unknown): string | undefined {
  const samples: Record<string, string> = {
    email: 'someone@example.com',
    uri: 'https://example.com',
    url: 'https://example.com',
    date: '2026-01-01',
    'date-time': '2026-01-01T00:00:00Z',
    uuid: '00000000-0000-4000-8000-000000000000',
  };
  return typeof format === 'string' ? samples[format] : undefined;
}

function pickMember(members: unknown[], name: string, maker: Maker, depth: number): Json {
  const found = depth === 1 ? maker.found[name] : undefined;
  const verdict = /verdict|result|label|grade|outcome|decision/i.test(name)
    ? maker.judgement.pick(members.map(String))
    : undefined;
  const chosen = verdict ?? maker.draft.fitting(members.map(String))[0] ?? found ?? toJson(members[0] ?? null);
  return members.includes(chosen) ? chosen : toJson(members[0] ?? null);
}

function resolve(schema: Record<string, unknown>, root: Record<string, unknown>): Record<string, unknown> {
  const reference = schema.$ref;
  if (typeof reference === 'string' && reference.startsWith('#/')) {
    let target: unknown = root;
    for (const key of reference.slice(2).split('/')) target = isRecord(target) ? target[key] : undefined;
    return isRecord(target) ? target : {};
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) {
    const choice: unknown = choices.find((entry) => isRecord(entry) && entry.type !== 'null');
    return isRecord(choice) ? resolve(choice, root) : {};
  }
  const [first] = Array.isArray(schema.allOf) ? schema.allOf : [];
  return isRecord(first) ? { ...resolve(first, root), ...schema, allOf: undefined } : schema;
}

function typeOf(schema: Record<string, unknown>): string {
  const type = schema.type;
  if (Array.isArray(type)) return String(type.find((entry) => entry !== 'null') ?? 'null');
  if (typeof type === 'string') return type;
  return 'properties' in schema ? 'object' : 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return JSON.parse(JSON.stringify(value ?? null));
}
