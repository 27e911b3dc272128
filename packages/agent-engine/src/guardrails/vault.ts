import { isJsonObject, type Json, type JsonObject } from '@agentforge/kernel/json';
import type { DetectOptions, Finding, PiiKind } from './pii/kinds.ts';
import { createScanner } from './pii/scanner.ts';
import type { VerdictSpan } from './verdict.ts';

/**
 * The values of one conversation behind their tokens, e.g. `[EMAIL_1]`. Plain JSON; whoever stores it seals it.
 * Functions here append to `entries` and never change or remove one.
 */
export interface PiiVault {
  entries: { token: string; kind: PiiKind; value: string }[];
}

export function createVault(): PiiVault {
  return { entries: [] };
}

interface VaultIndex {
  size: number;
  byValue: Map<string, string>;
  byToken: Map<string, { kind: PiiKind; value: string }>;
  counts: Map<PiiKind, number>;
}

const indexes = new WeakMap<PiiVault, VaultIndex>();
const tokenShape = /\[[A-Z]{2,12}(?:_[A-Z]{2,12})?_\d{1,6}\]/g;

function indexOf(vault: PiiVault): VaultIndex {
  const known = indexes.get(vault);
  if (known?.size === vault.entries.length) return known;
  const index: VaultIndex = { size: vault.entries.length, byValue: new Map(), byToken: new Map(), counts: new Map() };
  for (const { token, kind, value } of vault.entries) {
    index.byValue.set(`${kind} ${value}`, token);
    index.byToken.set(token, { kind, value });
    index.counts.set(kind, Math.max(index.counts.get(kind) ?? 0, Number(/_(\d+)\]$/.exec(token)?.[1] ?? 0)));
  }
  indexes.set(vault, index);
  return index;
}

/** The token of a value; the same value of the same kind always has the same one. Appends to the vault when new. */
export function tokenFor(vault: PiiVault, kind: PiiKind, value: string): string {
  const index = indexOf(vault);
  const existing = index.byValue.get(`${kind} ${value}`);
  if (existing !== undefined) return existing;
  const count = (index.counts.get(kind) ?? 0) + 1;
  const token = `[${kind}_${count}]`;
  vault.entries.push({ token, kind, value });
  index.size += 1;
  index.byValue.set(`${kind} ${value}`, token);
  index.byToken.set(token, { kind, value });
  index.counts.set(kind, count);
  return token;
}

export interface Replacement {
  text: string;
  /** Where the replacements stand in `text`. */
  spans: VerdictSpan[];
}

/** Puts `replace(kind, value)` in the place of each finding. `offset` is added to the spans. */
export function replaceFindings(
  text: string,
  findings: readonly Finding[],
  replace: (kind: PiiKind, value: string) => string,
  offset = 0,
): Replacement {
  let result = '';
  let position = 0;
  const spans: VerdictSpan[] = [];
  for (const { start, end, kind } of findings) {
    result += text.slice(position, start);
    const replacement = replace(kind, text.slice(start, end));
    spans.push({ start: offset + result.length, end: offset + result.length + replacement.length, kind });
    result += replacement;
    position = end;
  }
  return { text: result + text.slice(position), spans };
}

/** A replacement for readers who may not see the value, and that cannot be undone. */
export function maskOf(kind: PiiKind, value: string): string {
  return kind === 'LITERAL' ? value : `[${kind.replace('_', ' ')}]`;
}

/**
 * Replaces personal data and secrets by stable tokens. Text that already looks like a token is the writer's own
 * and becomes a LITERAL token, so nobody can reach a value by typing its token.
 */
export function tokenise(text: string, vault: PiiVault, options: DetectOptions = {}): Replacement {
  const scanner = createScanner({ isKnownToken: () => false, ...options });
  const replace = (kind: PiiKind, value: string) => tokenFor(vault, kind, value);
  const first = scanner.push(text);
  const start = replaceFindings(first.text, first.findings, replace);
  const last = scanner.end();
  const rest = replaceFindings(last.text, last.findings, replace, start.text.length);
  return { text: start.text + rest.text, spans: [...start.spans, ...rest.spans] };
}

/** Puts values back in the place of their tokens, once: a value that looks like a token stays. Unknown tokens stay. */
export function restore(text: string, vault: PiiVault): string {
  if (!text.includes('[')) return text;
  const { byToken } = indexOf(vault);
  return text.replace(tokenShape, (token) => byToken.get(token)?.value ?? token);
}

/** The same text with the tokens its values have in another vault, which grows by those it did not have. */
export function adoptTokens(text: string, from: PiiVault, to: PiiVault): { text: string; tokens: ReadonlySet<string> } {
  const { byToken } = indexOf(from);
  const tokens = new Set<string>();
  const adopted = text.replace(tokenShape, (token) => {
    const entry = byToken.get(token);
    if (entry === undefined) return token;
    const own = tokenFor(to, entry.kind, entry.value);
    tokens.add(own);
    return own;
  });
  return { text: adopted, tokens };
}

/** For readers without the right to see values: masks instead of tokens. Look-alikes return to what was typed. */
export function maskTokens(text: string, vault: PiiVault): string {
  if (!text.includes('[')) return text;
  const { byToken } = indexOf(vault);
  return text.replace(tokenShape, (token) => {
    const entry = byToken.get(token);
    return entry ? maskOf(entry.kind, entry.value) : token;
  });
}

/** Applies `change` to every string of a JSON value; keys are left alone. */
export function mapStrings(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  return isJsonObject(value) ? mapObject(value, change) : value;
}

export function mapObject(value: JsonObject, change: (text: string) => string): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]));
}

/** {@link restore} for every string of a tool's arguments. */
export function restoreJson(value: Json, vault: PiiVault): Json {
  return mapStrings(value, (text) => restore(text, vault));
}
