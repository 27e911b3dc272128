import type { ExtractedBlock } from '@agentforge/plugin-kit/extractor';
import type { Span } from './graphemes.ts';

/** A block and where its text lies in the document's text. */
export interface PlacedBlock extends Span {
  block: ExtractedBlock;
}

export interface DocumentText {
  text: string;
  blocks: PlacedBlock[];
}

const separator = '\n\n';
const pathSeparator = ' › ';

/** Fills in `section` from headings for extractors that leave it out. */
function withSection(block: ExtractedBlock, path: { level: number; text: string }[]): ExtractedBlock {
  if (block.kind === 'heading') {
    const level = block.level ?? 1;
    while ((path.at(-1)?.level ?? 0) >= level) path.pop();
    path.push({ level, text: block.text.slice(0, 200) });
  }
  if (block.section !== undefined || path.length === 0) return block;
  return { ...block, section: path.map((heading) => heading.text).join(pathSeparator) };
}

/**
 * The canonical text of a document: its blocks joined by an empty line. Every offset of a chunk, passage or citation
 * is a UTF-16 position in this text. Zero bytes and half surrogates are removed, so the text can be stored.
 */
export function documentText(given: readonly ExtractedBlock[]): DocumentText {
  const blocks: PlacedBlock[] = [];
  const path: { level: number; text: string }[] = [];
  const parts: string[] = [];
  let at = 0;
  for (const block of given) {
    const text = block.text.replaceAll('\0', '').toWellFormed().trim();
    if (text === '') continue;
    if (parts.length > 0) at += separator.length;
    blocks.push({ block: withSection({ ...block, text }, path), start: at, end: at + text.length });
    parts.push(text);
    at += text.length;
  }
  return { text: parts.join(separator), blocks };
}
