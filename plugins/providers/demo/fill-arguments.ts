import { isJsonObject, type Json, type JsonObject } from '@agentforge/kernel/json';
import type { FoundValue, MessageValues } from './extract-values.ts';
import { fillString, type ValuePicker } from './fill-string.ts';
import { salientPart } from './salient-part.ts';
import { bestMatch, stemsOf, wordsOf } from './words.ts';

export interface FilledArguments {
  values: JsonObject;
  /** Required fields the message says nothing about. */
  missing: string[];
  /** How many fields were filled with something found, not merely fallen back to. */
  found: number;
}

/** Arguments for a tool out of a message, by the JSON Schema of its parameters. */
export function fillArguments(schema: Record<string, unknown>, message: MessageValues): FilledArguments {
  const picker = createPicker(message);
  const filled: FilledArguments = { values: {}, missing: [], found: 0 };
  const required = requiredOf(schema);
  const entries = Object.entries(propertiesOf(schema));
  // Fields that must be there choose first.
  entries.sort(([left], [right]) => Number(required.has(right)) - Number(required.has(left)));
  for (const [name, property] of entries) {
    const isRequired = required.has(name);
    const value = fillProperty(name, property, isRequired, picker);
    if (value === undefined) {
      if (isRequired) filled.missing.push(name);
      continue;
    }
    filled.values[name] = value.value;
    if (value.isFound) filled.found += 1;
  }
  return filled;
}

/** The properties of an object schema, in order. */
export function propertiesOf(schema: unknown): Record<string, Record<string, unknown>> {
  const properties: Record<string, Record<string, unknown>> = {};
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return properties;
  if (typeof schema.properties !== 'object' || schema.properties === null) return properties;
  for (const [name, value] of Object.entries(schema.properties)) {
    if (typeof value === 'object' && value !== null) properties[name] = { ...value };
  }
  return properties;
}

function requiredOf(schema: Record<string, unknown>): Set<string> {
  const required = schema.required;
  return new Set(Array.isArray(required) ? required.filter((name) => typeof name === 'string') : []);
}

interface Filled {
  value: Json;
  isFound: boolean;
}

function fillProperty(
  name: string,
  property: Record<string, unknown>,
  isRequired: boolean,
  picker: ValuePicker,
): Filled | undefined {
  if ('const' in property) return { value: asJson(property.const), isFound: false };
  const members = property.enum;
  if (Array.isArray(members)) return fillEnum(members, property, isRequired, picker);
  const type = typeOf(property);
  switch (type) {
    case 'integer':
    case 'number':
      return fillNumber(name, property, type, isRequired, picker);
    case 'boolean':
      return fillBoolean(name, isRequired, picker);
    case 'array':
      return fillArray(name, property, isRequired, picker);
    case 'object':
      return fillObject(property, isRequired, picker);
    default:
      return fillString(name, property, isRequired, picker);
  }
}

function typeOf(property: Record<string, unknown>): string {
  const type = property.type;
  if (Array.isArray(type))
    return type.find((entry): entry is string => typeof entry === 'string' && entry !== 'null') ?? 'string';
  if (typeof type === 'string') return type;
  return 'properties' in property ? 'object' : 'string';
}

function fillEnum(
  members: unknown[],
  property: Record<string, unknown>,
  isRequired: boolean,
  picker: ValuePicker,
): Filled | undefined {
  const stems = stemsOf(picker.message);
  const words = new Set(wordsOf(picker.message));
  let best: { member: Json; score: number } | undefined;
  for (const member of members) {
    const ownWords = wordsOf(String(member));
    const own = stemsOf(String(member));
    const exact = ownWords.length > 0 && ownWords.every((word) => words.has(word)) ? 2 : 0;
    const score = exact + [...own].reduce((sum, stem) => sum + bestMatch(stem, stems), 0);
    if (score > (best?.score ?? 0.9)) best = { member: asJson(member), score };
  }
  if (best) return { value: best.member, isFound: true };
  if (!isRequired) return undefined;
  return { value: asJson(property.default ?? members[0] ?? null), isFound: false };
}

function fillNumber(
  name: string,
  property: Record<string, unknown>,
  type: string,
  isRequired: boolean,
  picker: ValuePicker,
): Filled | undefined {
  const named = picker.takeNamed(name);
  const found = named ?? picker.takeNumber(name, isRequired);
  const fallback = property.default;
  if (found === undefined)
    return isRequired && typeof fallback === 'number' ? { value: fallback, isFound: false } : undefined;
  const value = Number(found.replaceAll(',', ''));
  if (!Number.isFinite(value)) return undefined;
  return { value: type === 'integer' ? Math.round(value) : value, isFound: true };
}

function fillBoolean(name: string, isRequired: boolean, picker: ValuePicker): Filled | undefined {
  const mentioned = [...stemsOf(name)].some((stem) => bestMatch(stem, stemsOf(picker.message)) === 1);
  if (!mentioned) return isRequired ? { value: false, isFound: false } : undefined;
  const negated = /\b(?:no|not|without|don't|do not|never)\b|\bبدون\b/i.test(picker.message);
  return { value: !negated, isFound: true };
}

function fillArray(
  name: string,
  property: Record<string, unknown>,
  isRequired: boolean,
  picker: ValuePicker,
): Filled | undefined {
  const items = typeof property.items === 'object' && property.items !== null ? { ...property.items } : {};
  const values = takeAll(name, items, picker);
  if (values.length > 0) return { value: values, isFound: true };
  if (!isRequired) return undefined;
  const one = fillProperty(name, items, true, picker);
  return one ? { value: [one.value], isFound: one.isFound } : undefined;
}

/** As many different values as the message has; an enumeration gives its one best member. */
function takeAll(name: string, items: Record<string, unknown>, picker: ValuePicker): Json[] {
  const values: Json[] = [];
  const most = 'enum' in items ? 1 : 20;
  while (values.length < most) {
    const filled = fillProperty(name, items, false, picker);
    if (!filled?.isFound || values.includes(filled.value)) break;
    values.push(filled.value);
  }
  return values;
}

function fillObject(property: Record<string, unknown>, isRequired: boolean, picker: ValuePicker): Filled | undefined {
  const value: JsonObject = {};
  const required = requiredOf(property);
  let isFound = false;
  for (const [name, inner] of Object.entries(propertiesOf(property))) {
    const filled = fillProperty(name, inner, required.has(name), picker);
    if (!filled) {
      if (required.has(name)) return undefined;
      continue;
    }
    value[name] = filled.value;
    isFound ||= filled.isFound;
  }
  return isFound || isRequired ? { value, isFound } : undefined;
}

/** Hands out each found value once, the one nearest to the field's own words first. */
function createPicker(values: MessageValues): ValuePicker {
  const used = new Set<number>();
  const take = (candidates: FoundValue[], near: string): string | undefined => {
    const free = candidates.filter(({ start }) => !used.has(start));
    const chosen = nearest(free, values.message, near);
    if (chosen) used.add(chosen.start);
    return chosen?.text;
  };
  return {
    message: values.message,
    values,
    take,
    takeNumber: (name, isRequired) => {
      const free = values.numbers.filter(({ start }) => !used.has(start));
      const isNamed = distanceTo(values.message, name, 0) !== undefined;
      return isRequired || isNamed ? take(free, name) : undefined;
    },
    takeNamed: (name) => namedValue(values.message, name),
    salient: () => salientPart(values.message),
  };
}

function nearest(candidates: FoundValue[], message: string, near: string): FoundValue | undefined {
  const rated = candidates.map((value) => ({ value, distance: distanceTo(message, near, value.start) ?? 10_000 }));
  rated.sort((left, right) => left.distance - right.distance || left.value.start - right.value.start);
  return rated[0]?.value;
}

/** Characters between a field's own words in the message and a place in it. */
function distanceTo(message: string, name: string, start: number): number | undefined {
  const lower = message.toLowerCase();
  const distances = wordsOf(name)
    .filter((word) => word.length > 2 && word !== 'the')
    .map((word) => lower.indexOf(word.slice(0, Math.max(3, word.length - 2))))
    .filter((index) => index >= 0)
    .map((index) => Math.abs(index - start));
  return distances.length > 0 ? Math.min(...distances) : undefined;
}

/** `name: value`, `name=value`, `name is value`. */
function namedValue(message: string, name: string): string | undefined {
  const label = wordsOf(name)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[ _-]?');
  if (label === '') return undefined;
  const match = new RegExp(
    `\\b${label}\\s*(?:[:=]|is|as)\\s*["“]?([^"”\\n,;]+?)["”]?(?=\\s*(?:[,;\\n]|\\.\\s|\\.?$|\\band\\b))`,
    'i',
  ).exec(message);
  return match?.[1]?.trim();
}

function asJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (Array.isArray(value)) return value.map(asJson);
  return isJsonObject(value) ? value : null;
}
