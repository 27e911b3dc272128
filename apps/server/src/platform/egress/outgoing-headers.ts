import { DestinationRefused } from './refusal.ts';

const tokenPattern = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const forbiddenInValue = /[\u0000-\u0008\u000a-\u001f\u007f]/;
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Headers that frame the message or name another host than the one that was checked. */
const framing = new Set([
  'connection',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What may follow a redirect to another origin. Everything else could be a credential under a name of its own. */
const harmless = new Set([
  'accept',
  'accept-language',
  'content-language',
  'content-type',
  'idempotency-key',
  'if-modified-since',
  'if-none-match',
  'range',
  'user-agent',
]);

const describesBody = new Set(['content-type', 'content-language', 'content-encoding', 'content-location']);

function refuse(detail: string): never {
  throw new DestinationRefused('header', detail);
}

function checkHeader(name: string, value: string): void {
  if (!tokenPattern.test(name)) refuse('A header name contains a character that is not allowed there.');
  if (forbiddenInValue.test(value)) refuse(`The header ${name} contains a line break or control character.`);
  // Node sends header text as Latin-1; anything beyond it would silently become other bytes.
  if (/[\u0100-\uffff]/.test(value)) refuse(`The header ${name} contains a character that headers cannot carry.`);
  if (framing.has(name.toLowerCase())) refuse(`The header ${name} is set by the platform and cannot be chosen.`);
}

/** Checks header names and values. Values never appear in the error, they may be credentials. */
export function checkHeaders(headers: RequestInit['headers']): void {
  if (headers === undefined || headers instanceof Headers) {
    for (const [name, value] of headers ?? []) checkHeader(name, value);
    return;
  }
  const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
  for (const [name, value] of pairs) checkHeader(String(name), String(value));
}

/** Upper-cases and checks an HTTP method. */
export function checkMethod(method: string): string {
  const upper = method.toUpperCase();
  if (!methods.has(upper)) throw new DestinationRefused('method', 'This HTTP method cannot be used.');
  return upper;
}

/** Header names in lower case, without the length, which is computed from the body. */
export function lowerCased(headers: Record<string, string>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(entries.filter(([name]) => name !== 'content-length'));
}

export function harmlessOnly(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name)));
}

export function withoutBodyHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !describesBody.has(name)));
}
