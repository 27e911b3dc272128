import { AppError } from '@agentforge/kernel/errors';
import type { ExtractedBlock } from '@agentforge/plugin-kit/extractor';
import type { PassageLocator } from '@agentforge/plugin-kit/tool';
import { type Unit, unitsOf } from './chunk-units.ts';
import { documentText } from './document-text.ts';
import { sentenceSpans, trimmed } from './graphemes.ts';

export interface ChunkOptions {
  /** Characters (UTF-16), 100 to 100,000. */
  chunkSize: number;
  /** Characters repeated from the chunk before, less than `chunkSize`; whole sentences only, at most half a chunk. */
  overlap: number;
}

export interface Chunk {
  index: number;
  /** `documentText.slice(start, end)`, with the table's header in front where rows of a table go on. */
  text: string;
  locator: PassageLocator;
}

export interface ChunkedDocument {
  documentText: string;
  chunks: Chunk[];
}

function checkOptions(options: ChunkOptions): void {
  const { chunkSize, overlap } = options;
  const sized = Number.isInteger(chunkSize) && chunkSize >= 100 && chunkSize <= 100_000;
  if (sized && Number.isInteger(overlap) && overlap >= 0 && overlap < chunkSize) return;
  throw new AppError('invalid_input', {
    detail: 'The chunk size must be 100 to 100,000 characters and the overlap smaller than it.',
  });
}

/** A chunk stays on one page, so that a citation names the very page its words are on. */
function otherPage(left: Unit, right: Unit): boolean {
  const before = left.placed.block.page;
  const after = right.placed.block.page;
  return before !== undefined && after !== undefined && before !== after;
}

/** A heading starts a chunk, unless what is there is only headings or hardly anything. */
function mustBreak(open: readonly Unit[], next: Unit, size: number): boolean {
  const first = open[0];
  const last = open.at(-1);
  if (first === undefined || last === undefined) return false;
  if (next.alone || last.alone || otherPage(last, next)) return true;
  if (next.end - first.start > size) return true;
  if (!next.heading || open.every((unit) => unit.heading)) return false;
  return last.end - first.start >= Math.min(200, size / 5);
}

/** A heading or a table row begins its own chunk, and a new page too: nothing of the chunk before is repeated. */
function standsApart(last: Unit, next: Unit): boolean {
  return otherPage(last, next) || next.heading || next.alone || last.alone || last.heading;
}

/** Where the overlap begins: a sentence or unit border in the last `overlap` characters that leaves room for `next`. */
function overlapStart(text: string, closed: readonly Unit[], next: Unit, options: ChunkOptions): number {
  const first = closed[0];
  const last = closed.at(-1);
  if (first === undefined || last === undefined || standsApart(last, next)) return next.start;
  const wanted = Math.min(options.overlap, Math.floor(options.chunkSize / 2));
  const earliest = Math.max(last.end - wanted, next.end - options.chunkSize, first.start + 1);
  for (const unit of closed) {
    if (unit.end <= earliest || unit.heading) continue;
    if (unit.start >= earliest) return unit.start;
    // White space in front of a sentence belongs to the one before.
    const sentences = sentenceSpans(text, unit.start, unit.end).map((sentence) => trimmed(text, sentence));
    const border = sentences.find((sentence) => sentence.start >= earliest && sentence.end > sentence.start);
    if (border !== undefined) return border.start;
  }
  return next.start;
}

function toChunk(text: string, index: number, start: number, units: readonly Unit[], own: Unit): Chunk {
  const end = units.at(-1)?.end ?? start;
  const { page, section } = own.placed.block;
  const slice = text.slice(start, end);
  return {
    index,
    text: own.prefix === undefined ? slice : `${own.prefix}\n${slice}`,
    locator: {
      ...(page === undefined ? {} : { page }),
      ...(section === undefined ? {} : { section }),
      ...(own.row === undefined ? {} : { row: own.row }),
      start,
      end,
    },
  };
}

/**
 * Cuts a document into chunks of at most `chunkSize` characters along its structure: headings, paragraphs, sentences
 * (of any language), table rows under a repeated header. No sign a person sees is cut. Page, section and row are those
 * of the first text that is new in the chunk. Throws `invalid_input` for impossible options.
 */
export function chunkDocument(given: readonly ExtractedBlock[], options: ChunkOptions): ChunkedDocument {
  checkOptions(options);
  const { text, blocks } = documentText(given);
  const chunks: Chunk[] = [];
  let open: Unit[] = [];
  let start = 0;
  function close(): void {
    const [own] = open;
    if (own !== undefined) chunks.push(toChunk(text, chunks.length, start, open, own));
  }
  for (const placed of blocks) {
    for (const unit of unitsOf(text, placed, options.chunkSize)) {
      const tooLong = open.length > 0 && unit.end - start > options.chunkSize;
      if (open.length === 0) start = unit.start;
      else if (tooLong || mustBreak(open, unit, options.chunkSize)) {
        close();
        start = overlapStart(text, open, unit, options);
        open = [];
      }
      open.push(unit);
    }
  }
  close();
  return { documentText: text, chunks };
}
