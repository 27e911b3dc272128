import type { Json } from '@agentforge/kernel/json';
import { isJsonObject } from '@agentforge/kernel/json';

const mark = '[hidden]';

/** Shorter values would also hide ordinary words. */
const shortest = 4;

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [secret, escaped, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('base64url')];
}

/**
 * Makes a function that hides secrets (as they are, JSON-escaped, URL-encoded, base64) in text another system sends
 * back: some echo the request, credentials included, and what a model has read it may repeat.
 */
export function createRedactor(secrets: readonly (string | undefined)[]): (text: string) => string {
  const forms = secrets
    .filter((secret): secret is string => secret !== undefined && secret.length >= shortest)
    .flatMap(formsOf);
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((current, form) => current.replaceAll(form, mark), text);
}

/** Applies a redactor to every string and key of a JSON value. */
export function redactJson(value: Json, redact: (text: string) => string): Json {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactJson(item, redact));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [redact(key), redactJson(item, redact)]));
}

/** Whether a header of this name usually carries a credential. */
export function isCredentialHeader(name: string): boolean {
  return /auth|cookie|token|secret|password|api[-_]?key|(^|[-_])key$/i.test(name);
}
