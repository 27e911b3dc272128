import { bits, foldDigits } from './characters.ts';
import { beginsName, continuesName } from './name.ts';

/** What the segment being collected may become. `plain` means nothing is being collected. */
export type Mode = 'plain' | 'number' | 'letters' | 'name' | 'block';

export interface Run {
  text: string;
  flags: number;
}

const fold = ({ text, flags }: Run) => (flags & bits.foreignDigit ? foldDigits(text) : text);
const numberTail = /(?:^|[^\p{L}\p{N}])(?:[+(]{0,2}\d[\d().\-\u2013+/]*|[A-Z]{2}\d{2}[A-Z0-9]*)$/u;

/** Signs after which a number or a name does not go on in the next word. */
export function closesSegment(run: string): boolean {
  return /[,;:!?.،؛؟"'`*\]}|]$/.test(run);
}

/** Which kind of longer value this word may begin. `mayBeName` says that the words before announce a name. */
export function modeOpenedBy(run: Run, mayBeName: boolean): Mode {
  if (run.flags & bits.dash && run.text.includes('-----BEGIN')) return 'block';
  if (run.flags & bits.digit && numberTail.test(fold(run).slice(-40))) return 'number';
  if (mayBeName && beginsName(run.text)) return 'name';
  return run.text.length < 3 && /^[A-Z]{1,2}$/.test(run.text) ? 'letters' : 'plain';
}

/** Whether `run` belongs to the value begun in `segment`. */
export function joins(mode: Mode, segment: string, run: Run): boolean {
  if (mode === 'name') return continuesName(run.text) && segment.length < 80;
  const folded = fold(run);
  const number = /^[-+(.\u2013]{0,3}\d/.test(folded);
  if (mode === 'letters') return number;
  if (number || /^[-\u2013()+]{1,3}$/.test(folded) || /^[A-Z][^\p{L}\p{N}]?$/u.test(folded)) return true;
  return /^[A-Z0-9]{1,8}[^\p{L}\p{N}]?$/u.test(folded) && /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}/u.test(foldDigits(segment));
}

/** What is known of a key block from its text so far. */
export function blockState(head: string, tail: string): 'open' | 'closed' | 'harmless' {
  const header = /-----BEGIN [A-Z0-9 ]{0,40}-----/.exec(head)?.[0];
  if (header === undefined) return head.length > 100 ? 'harmless' : 'open';
  if (!/PRIVATE KEY(?: BLOCK)?-----$/.test(header)) return 'harmless';
  return /-----END [A-Z0-9 ]{0,40}-----/.test(tail) ? 'closed' : 'open';
}
