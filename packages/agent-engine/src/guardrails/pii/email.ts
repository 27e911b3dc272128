import type { Finding, Segment } from './kinds.ts';

/** `logo@2x.png` has the shape of an address. */
const fileEndings = new Set(['png', 'jpg', 'jpeg', 'gif', 'svg', 'webp', 'css', 'js', 'ts', 'json', 'md']);
const arabicSigns = new Set([0x60c, 0x61b, 0x61f, 0x66a, 0x66b, 0x66c, 0x6d4]);

function isLetterOrDigit(code: number): boolean {
  if (code < 128) return (code >= 48 && code < 58) || (code >= 65 && code < 91) || (code >= 97 && code < 123);
  return code > 0xbf && !(code >= 0x2000 && code < 0x2070) && !arabicSigns.has(code) && code < 0xd800;
}

const isLocal = (code: number) => isLetterOrDigit(code) || (code < 128 && "._%+-'".includes(String.fromCharCode(code)));
const isDomain = (code: number) => isLetterOrDigit(code) || code === 45 || code === 46;

function validDomain(domain: string): boolean {
  const labels = domain.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || domain.length > 253) return false;
  if (!labels.every((label) => label.length > 0 && label.length < 64 && !label.startsWith('-') && !label.endsWith('-')))
    return false;
  return /^(?:\p{L}{2,24}|xn--[a-z0-9-]{2,40})$/iu.test(last) && !fileEndings.has(last.toLowerCase());
}

function validLocal(local: string): boolean {
  return local !== '' && local.length <= 64 && !local.endsWith('.') && !local.includes('..');
}

function endOfDomain(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && isDomain(text.charCodeAt(end))) end += 1;
  while (end > at + 1 && '.-'.includes(text.charAt(end - 1))) end -= 1;
  return end;
}

function addressAround(text: string, at: number, from: number): Finding | undefined {
  let start = at;
  while (start > from && isLocal(text.charCodeAt(start - 1))) start -= 1;
  while (start < at && ".-'+%".includes(text.charAt(start))) start += 1;
  const end = endOfDomain(text, at);
  const local = text.slice(start, at);
  if (!validLocal(local)) return undefined;
  if (local === 'git' && text.charAt(end) === ':') return undefined;
  return validDomain(text.slice(at + 1, end)) ? { start, end, kind: 'EMAIL' } : undefined;
}

/** Addresses of e-mail, any script; walks outward from each `@`, so time is linear. */
export function findEmails(segment: Segment): Finding[] {
  const found: Finding[] = [];
  let from = 0;
  for (let at = segment.text.indexOf('@'); at >= 0; at = segment.text.indexOf('@', at + 1)) {
    const finding = addressAround(segment.text, at, from);
    if (finding) found.push(finding);
    from = at + 1;
  }
  return found;
}
