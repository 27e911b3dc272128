import { bits, borderBits, classOf, suspiciousBits } from './characters.ts';
import { blockState, closesSegment, joins, type Mode, modeOpenedBy } from './joining.ts';
import type { DetectOptions, Finding } from './kinds.ts';
import { armingWords, closingWords } from './name.ts';
import { scanSegment } from './scan-segment.ts';

export interface ScanStep {
  /** The next part of the original text that is decided. */
  text: string;
  /** What was found in it; offsets are within `text`. */
  findings: readonly Finding[];
}

export interface Scanner {
  push(delta: string): ScanStep;
  end(): ScanStep;
}

const nothing: ScanStep = { text: '', findings: [] };
const contextLength = 80;
/** A row of numbers longer than this is decided piece by piece, keeping room for the longest value (34 + separators). */
const longestNumber = 128;
const keptOfNumber = 56;

/**
 * Cuts text into segments no value crosses and scans those that could hold one. Every decision depends on the text
 * alone, never on how it was cut into pushes, so streaming and one-shot detection agree by construction.
 * Holds back the word being written and a value being collected; everything else leaves at once.
 */
export function createScanner(options: DetectOptions): Scanner {
  const state = new ScannerState(options);
  return { push: (delta) => state.push(delta), end: () => state.end() };
}

class ScannerState {
  readonly #options: DetectOptions;
  readonly #withNames: boolean;
  /** Text not yet handed out. Positions below count from its start. */
  #buffer = '';
  #context = '';
  /** Up to here the buffer is decided; the segment being collected starts here. */
  #decided = 0;
  #runStart = -1;
  #runFlags = 0;
  #lastBorder = -1;
  #mode: Mode = 'plain';
  #segmentFlags = 0;
  /** The last word announces something; after a closing line, a name. */
  #announced = false;
  #closing: 'none' | 'word' | 'line' = 'none';
  #segmentAnnounced = false;
  #findings: Finding[] = [];

  constructor(options: DetectOptions) {
    this.#options = options;
    this.#withNames = options.kinds === undefined || options.kinds.includes('NAME');
  }

  push(delta: string): ScanStep {
    const offset = this.#buffer.length;
    this.#buffer += delta;
    for (let index = 0; index < delta.length; index += 1) {
      const flags = classOf(delta.charCodeAt(index));
      if (flags & borderBits) {
        this.#border(offset + index, flags);
      } else {
        if (this.#runStart < 0) this.#runStart = offset + index;
        this.#runFlags |= flags;
      }
    }
    return this.#handOut();
  }

  end(): ScanStep {
    this.#finishRun(this.#buffer.length, true);
    if (this.#mode !== 'plain') this.#close(this.#buffer.length, true);
    this.#decided = this.#buffer.length;
    return this.#handOut();
  }

  #handOut(): ScanStep {
    const count = this.#decided;
    if (count === 0) return nothing;
    const text = this.#buffer.slice(0, count);
    const findings = this.#findings.length === 0 ? nothing.findings : this.#findings;
    this.#context = this.#context.length > 2_000 ? (this.#context + text).slice(-contextLength) : this.#context + text;
    this.#buffer = this.#buffer.slice(count);
    if (this.#runStart >= 0) this.#runStart -= count;
    this.#lastBorder -= count;
    this.#decided = 0;
    if (findings.length > 0) this.#findings = [];
    return { text, findings };
  }

  #border(position: number, flags: number): void {
    const endsLine = (flags & bits.newline) !== 0;
    if (this.#runStart >= 0) this.#finishRun(position, endsLine);
    const breaks = (flags & bits.space) === 0 || this.#lastBorder === position - 1;
    if (breaks && this.#mode !== 'plain' && this.#mode !== 'block') this.#close(position, endsLine);
    if (this.#mode === 'plain') this.#decided = position + 1;
    this.#lastBorder = position;
    if (endsLine) {
      this.#announced = false;
      if (this.#closing === 'word') this.#closing = 'line';
    }
  }

  #finishRun(end: number, endsLine: boolean): void {
    if (this.#runStart < 0) return;
    const start = this.#runStart;
    const flags = this.#runFlags;
    this.#runStart = -1;
    this.#runFlags = 0;
    if (this.#mode === 'plain') this.#begin(start, end, flags, endsLine);
    else if (this.#mode === 'block') this.#continueBlock(end);
    else this.#continue(start, end, flags, endsLine);
  }

  /** A word while nothing is being collected. */
  // eslint-disable-next-line complexity -- a scanner of cases on a hot path; each branch is one line
  #begin(start: number, end: number, flags: number, endsLine: boolean): void {
    const announced = this.#announced;
    const closing = this.#closing;
    const short = end - start < 14;
    const text = short || flags !== 0 || announced || closing === 'line' ? this.#buffer.slice(start, end) : '';
    const mayBeName = this.#withNames && (announced || closing === 'line');
    this.#remember(text, flags, short);
    this.#segmentAnnounced = announced;
    this.#segmentFlags = flags;
    const mode = text === '' ? 'plain' : modeOpenedBy({ text, flags }, mayBeName);
    this.#mode = mode;
    if (mode === 'block') this.#continueBlock(end);
    else if (mode === 'plain') this.#settlePlain(start, end, announced || (flags & suspiciousBits) !== 0, endsLine);
    else if (closesSegment(text)) this.#close(end, endsLine);
  }

  #settlePlain(start: number, end: number, suspicious: boolean, endsLine: boolean): void {
    const longCode = (this.#segmentFlags & bits.dash) !== 0 && end - start > 15;
    if (suspicious || longCode) this.#close(end, endsLine);
    else this.#decided = end;
  }

  #remember(text: string, flags: number, short: boolean): void {
    const word = short ? text.toLowerCase() : '';
    this.#announced = (flags & bits.label) !== 0 || armingWords.has(word);
    this.#closing = short && closingWords.has(word.replace(/[,،]$/, '')) ? 'word' : 'none';
  }

  /** A word while a number or a name is being collected. */
  #continue(start: number, end: number, flags: number, endsLine: boolean): void {
    const text = this.#buffer.slice(start, end);
    if (!joins(this.#mode, this.#buffer.slice(this.#decided, start), { text, flags })) {
      this.#close(start, false);
      this.#begin(start, end, flags, endsLine);
      return;
    }
    if (this.#mode === 'letters') this.#mode = 'number';
    this.#segmentFlags |= flags;
    this.#remember(text, flags, end - start < 14);
    if (closesSegment(text)) this.#close(end, endsLine);
    else if (end - this.#decided > longestNumber) this.#closePart(start, end);
  }

  #continueBlock(end: number): void {
    const begin = this.#buffer.indexOf('-----BEGIN', this.#decided);
    const head = this.#buffer.slice(begin, Math.min(end, begin + 101));
    const state = blockState(head, this.#buffer.slice(Math.max(begin + 10, end - 120), end));
    if (state !== 'open') this.#close(end, false);
  }

  #scan(end: number, endsLine: boolean): Finding[] {
    const start = this.#decided;
    const near = this.#buffer.slice(Math.max(0, start - contextLength), start);
    return scanSegment(
      {
        text: this.#buffer.slice(start, end),
        context: near.length < contextLength ? (this.#context + near).slice(-contextLength) : near,
        flags: this.#segmentFlags,
        endsLine,
        announced: this.#segmentAnnounced,
        mayBeName: this.#mode === 'name',
      },
      this.#options,
    ).map((finding) => ({ ...finding, start: finding.start + start, end: finding.end + start }));
  }

  #close(end: number, endsLine: boolean): void {
    const found = this.#scan(end, endsLine);
    if (found.length > 0) this.#findings.push(...found);
    this.#decided = end;
    this.#mode = 'plain';
  }

  /** Decides the front of a long row of numbers, at the last border no finding crosses. */
  #closePart(lastRun: number, end: number): void {
    const found = this.#scan(end, false);
    const limit = Math.min(lastRun, end - keptOfNumber);
    let border = this.#buffer.lastIndexOf(' ', limit) + 1;
    for (const finding of found) if (finding.start < border && finding.end > border) border = finding.start;
    if (border <= this.#decided) return;
    this.#findings.push(...found.filter((finding) => finding.end <= border));
    this.#decided = border;
    this.#segmentAnnounced = false;
  }
}
