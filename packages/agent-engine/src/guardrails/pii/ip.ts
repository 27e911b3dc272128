import validator from 'validator';
import { textBefore } from './characters.ts';
import type { Finding, Segment } from './kinds.ts';
import { standsAlone } from './numbers.ts';

const versionWords =
  /(?:\bv|version|release|build|firmware|kernel|chrome|section|chapter|clause|الإصدار|إصدار|البند)[\s:.]{0,3}$/iu;
const addressWords = /(?:\bip\b|ipv4|address|server|host|gateway|\bdns\b|عنوان|خادم)[^\n]{0,20}$/iu;
/** Addresses of nobody: this machine, anyone, netmasks. */
const nobody = /^(?:127\.|0\.0\.0\.0$|255\.)|^(?:::1?|0:0:0:0:0:0:0:[01])$/;

/** A network (`10.0.0.0/8`) is an address too. */
function stands(text: string, start: number, end: number): boolean {
  const network = /^\/\d{1,2}(?!\d)/.exec(text.slice(end, end + 4))?.[0].length ?? 0;
  return standsAlone(text, { start, end }) || (network > 0 && standsAlone(text.slice(0, end), { start, end }));
}

/** Four small numbers are as often a version or a clause: at least one must be above 9, or a word must say "address". */
function findV4(segment: Segment): Finding[] {
  const found: Finding[] = [];
  for (const match of segment.folded.matchAll(/\d{1,3}(?:\.\d{1,3}){3}/g)) {
    const start = match.index;
    const end = start + match[0].length;
    if (!validator.isIP(match[0], 4) || nobody.test(match[0]) || !stands(segment.folded, start, end)) continue;
    const before = textBefore(segment, start);
    if (versionWords.test(before) || /^[-+][a-z]/i.test(segment.folded.slice(end, end + 2))) continue;
    if (!/\d\d/.test(match[0]) && !addressWords.test(before)) continue;
    found.push({ start, end, kind: 'IP' });
  }
  return found;
}

function findV6({ folded }: Segment): Finding[] {
  const found: Finding[] = [];
  for (const match of folded.matchAll(/(?<![\p{L}\p{N}:._-])[0-9a-f:]{4,39}(?:\.\d{1,3}){0,3}(?![\p{L}\p{N}_-])/giu)) {
    const value = match[0].replace(/(?<!:):$/, '');
    const groups = value.split(':').filter((group) => group !== '').length;
    if (groups < 3 && !/^(?:fe80|2[0-9a-f]{3}|f[cd][0-9a-f]{2})::/i.test(value)) continue;
    if (!/\d/.test(value) || nobody.test(value) || !validator.isIP(value, 6)) continue;
    found.push({ start: match.index, end: match.index + value.length, kind: 'IP' });
  }
  return found;
}

/** IPv4 and IPv6 addresses; not versions, clauses, times, hardware addresses, loopback or netmasks. */
export function findIps(segment: Segment): Finding[] {
  return [
    ...(segment.folded.includes('.') ? findV4(segment) : []),
    ...(segment.folded.includes(':') ? findV6(segment) : []),
  ];
}
