import { textBefore } from './characters.ts';
import type { Finding, Segment } from './kinds.ts';

/** Shapes that issuers gave their keys so that they can be found. Fixed heads and bounded tails keep time linear. */
const shapes = [
  'sk-(?:proj-|ant-|live-|or-v1-)?[A-Za-z0-9_-]{20,}',
  '(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}',
  'whsec_[A-Za-z0-9]{24,}',
  'gh[pousr]_[A-Za-z0-9]{36,}',
  'github_pat_[A-Za-z0-9_]{50,}',
  'glpat-[A-Za-z0-9_-]{20,}',
  'xox[abeprs]-[A-Za-z0-9-]{16,}',
  'xapp-[A-Za-z0-9-]{30,}',
  '(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])',
  'AIza[A-Za-z0-9_-]{35}',
  'GOCSPX-[A-Za-z0-9_-]{20,}',
  'ya29\\.[A-Za-z0-9_-]{30,}',
  'npm_[A-Za-z0-9]{36}',
  'pypi-[A-Za-z0-9_-]{50,}',
  'SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}',
  '(?:hf|gsk|r8)_[A-Za-z0-9]{30,}',
  'xai-[A-Za-z0-9]{40,}',
  'dop_v1_[a-f0-9]{64}',
  'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}',
  'af_(?:live|test)_[A-Za-z0-9]{20,}',
  'eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}',
  '\\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])',
];
const shape = new RegExp(`(?<![A-Za-z0-9_])(?:${shapes.join('|')})`, 'g');
const slackHook = /hooks\.slack\.com\/services\/(T[A-Z0-9]{6,14}\/B[A-Z0-9]{6,14}\/[A-Za-z0-9]{20,40})/g;
const credentials = /:\/\/[^\s:@/]{0,64}:([^\s:@/]{3,128})@/g;

const passwordWord =
  '(?:pass(?:word|wd|phrase|code)|pwd|contrase[ñn]a|mot de passe|mdp|passwort|kennwort|(?:ال)?(?:كلمة|كلمه)[ _](?:المرور|السر|مرور|سر)|(?:ال)?(?:رقم|رمز) (?:السري|المرور)|باسوورد)';
const keyWord =
  '(?:(?:api|access|secret|auth|private|client|encryption|signing)[ _-]?(?:key|token|secret)|secret[ _-]?access[ _-]?key|apikey|token|secret|مفتاح (?:API|الواجهة|سري))';
const joint =
  '["\'*_`\\])]{0,4}(?:\\s(?:for|to|of|de|für)(?:\\s[\\p{L}\\d-]{1,16}){1,3}|\\sالخاصة?\\s[\\p{L}]{1,10})?\\s{0,2}(?:[:=：]|\\b(?:is|es|ist|est)\\b:?|هي:?|هو:?)(?:\\s{1,2}(?:هي|هو|is))?["\'*_`\\s]{0,6}';
const letterBefore = '(?<![\\p{L}\\p{N}])(?:\\p{L}{1,20}[_.-]){0,2}(?:my|your|ال)?';
const labels = {
  passwordBefore: new RegExp(`${letterBefore}${passwordWord}${joint}$`, 'iu'),
  keyBefore: new RegExp(`(?<!\\p{L})${keyWord}${joint}$`, 'iu'),
  bearerBefore: /\b(?:bearer|authorization["']?\s?[:=]\s?["']?(?:basic|token))\s{1,2}$/i,
  inside: new RegExp(
    `(?<!\\p{L})(?:(${passwordWord})|${keyWord})["'*_\`]{0,4}[:=：]["'*_\`]{0,4}(?=[^\\s"'*\`])`,
    'giu',
  ),
};

const noPassword = new Set(
  (
    'required optional must should minimum maximum string null none undefined true false your the a an is are not field input ' +
    'reset change changed forgot forgotten incorrect wrong invalid expired policy hidden secret password protected encrypted ' +
    'empty stored unknown correct weak strong case too never only and or for to in on with at least use enter please'
  ).split(' '),
);

function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = end;
  while (from < to && /["'`*([{<]/.test(text.charAt(from))) from += 1;
  while (to > from && /["'`*,;.)\]}>،؛]/.test(text.charAt(to - 1))) to -= 1;
  return { start: from, end: to };
}

const isPlaceholder = (value: string) =>
  /^(?:<.*|\$.*|\{.*|%.*|[*•x.…_-]+|your[-_].*|\.\.\..*)$/i.test(value) ||
  /^[A-Z]{2,12}(?:_[A-Z]{2,12})?_\d{1,6}$/.test(value);

/** A word without digits or signs counts as a password only where nothing follows it. */
function isPassword(value: string, ends: boolean): boolean {
  if (value.length < 4 || value.length > 128 || isPlaceholder(value) || noPassword.has(value.toLowerCase()))
    return false;
  if (/^\p{Ll}+$|^\p{Lu}?\p{Ll}+$|^\p{Lo}+$/u.test(value)) return ends;
  return /[\p{L}\p{N}]/u.test(value);
}

function isKey(value: string): boolean {
  return (
    /^[A-Za-z0-9_\-+/.=~]{16,}$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value) && !isPlaceholder(value)
  );
}

const longestValue = 512;

/** Where the value that starts at `from` stops: at a space, at the next field of an address or record, or at the limit. */
function endOfValue(text: string, from: number, inAddress: boolean): number {
  const stop = inAddress ? /[\s&"'`<>]/ : /[\s"'`<>]/;
  let end = from;
  const limit = Math.min(text.length, from + longestValue);
  while (end < limit && !stop.test(text.charAt(end))) end += 1;
  return end;
}

function labelled(segment: Segment, from: number, kind: 'password' | 'key'): Finding | undefined {
  const quoted = /["'`]/.test(segment.text.charAt(from));
  const inAddress = /[?&][\w.-]{1,40}=$/.test(segment.text.slice(Math.max(0, from - 60), from));
  const stop = endOfValue(segment.text, quoted ? from + 1 : from, inAddress);
  const { start, end } = trimmed(segment.text, from, stop);
  const value = segment.text.slice(start, end);
  const following = segment.text.slice(end, end + 4);
  const ends = quoted || (following.trim() === '' ? segment.endsLine : /^["'`,;)]/.test(following));
  const fits = kind === 'password' ? isPassword(value, ends) : isKey(value);
  return fits ? { start, end, kind: 'SECRET' } : undefined;
}

function findAfterLabel(segment: Segment): Finding[] {
  const found: (Finding | undefined)[] = [];
  const first = segment.text.search(/\S/);
  const before = textBefore(segment, Math.max(first, 0), 80);
  if (labels.passwordBefore.test(before)) found.push(labelled(segment, first, 'password'));
  else if (labels.keyBefore.test(before) || labels.bearerBefore.test(before))
    found.push(labelled(segment, first, 'key'));
  if (/[:=：]/.test(segment.text)) {
    for (const match of segment.text.matchAll(labels.inside)) {
      found.push(labelled(segment, match.index + match[0].length, match[1] === undefined ? 'key' : 'password'));
    }
  }
  return found.filter((finding) => finding !== undefined);
}

function findBlocks(text: string): Finding[] {
  const start = text.indexOf('-----BEGIN');
  if (start < 0 || !/^-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/.test(text.slice(start, start + 80))) return [];
  const closing = text.indexOf('-----END', start);
  const closed = closing < 0 ? -1 : text.indexOf('-----', closing + 8);
  return [{ start, end: closed < 0 ? text.length : closed + 5, kind: 'SECRET' }];
}

/** Keys of well-known shapes, JWTs, private key blocks, credentials in addresses, and what follows "password:" and the like. */
export function findSecrets(segment: Segment, afterLabel: boolean): Finding[] {
  const { text } = segment;
  const found = afterLabel || /[:=：]/.test(text) ? findAfterLabel(segment) : [];
  if (text.length < 16) return found;
  for (const match of text.matchAll(shape))
    found.push({ start: match.index, end: match.index + match[0].length, kind: 'SECRET' });
  for (const pattern of text.includes('://') ? [slackHook, credentials] : []) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index + match[0].indexOf(match[1] ?? '', 2);
      found.push({ start, end: start + (match[1] ?? '').length, kind: 'SECRET' });
    }
  }
  return text.includes('-----BEGIN') ? [...found, ...findBlocks(text)] : found;
}
