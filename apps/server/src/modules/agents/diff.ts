import { isJsonObject, type Json, type JsonObject, toPlainJson } from '@agentforge/kernel/json';

export interface Change {
  path: string;
  from: unknown;
  to: unknown;
}

/** Differences of two JSON values by dotted path, in the order of the fields. What one side lacks is null there. */
export function changesBetween(from: unknown, to: unknown): Change[] {
  const changes: Change[] = [];
  compare(toPlainJson(from), toPlainJson(to), '', changes);
  return changes;
}

function compare(from: Json | undefined, to: Json | undefined, path: string, changes: Change[]): void {
  if (isJsonObject(from) && isJsonObject(to)) {
    compareParts(from, to, path, changes);
    return;
  }
  // Lists of plain values (ids, topics, languages) read better whole than by position.
  if (Array.isArray(from) && Array.isArray(to) && [...from, ...to].some(isJsonObject)) {
    compareParts(Object.fromEntries(from.entries()), Object.fromEntries(to.entries()), path, changes);
    return;
  }
  if (JSON.stringify(from) !== JSON.stringify(to)) changes.push({ path, from: from ?? null, to: to ?? null });
}

function compareParts(from: JsonObject, to: JsonObject, path: string, changes: Change[]): void {
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    compare(from[key], to[key], path === '' ? key : `${path}.${key}`, changes);
  }
}
