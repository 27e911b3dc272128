import { storableText } from './storable.ts';

export type JsonPrimitive = string | number | boolean | null;
export type Json = JsonPrimitive | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Thrown by {@link toPlainJson}; the message names the limit that was passed. */
export class JsonLimitError extends Error {}

/**
 * Copies any value into plain JSON: no prototypes, no functions, no `__proto__` keys, bounded depth, storable texts.
 * For everything a model or a foreign system sends before it is stored or passed on.
 */
export function toPlainJson(value: unknown, maxDepth = 64): Json {
  if (maxDepth < 0) throw new JsonLimitError('The value is nested too deeply.');
  if (typeof value !== 'object' || value === null) return plainPrimitive(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => toPlainJson(item, maxDepth - 1));
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    const name = storableText(key);
    if (item !== undefined && !forbiddenKeys.has(name)) copy[name] = toPlainJson(item, maxDepth - 1);
  }
  return copy;
}

function plainPrimitive(value: unknown): JsonPrimitive {
  if (typeof value === 'string') return storableText(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'bigint' ? value.toString() : null;
}

/** JSON with keys in one order, so equal values have equal text. Used for hashes. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isJsonObject(value)) {
    const parts = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value);
}
