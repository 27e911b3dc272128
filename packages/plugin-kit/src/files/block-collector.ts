import type { ExtractedBlock, ExtractLimits } from '../extractor.ts';
import { tooLarge } from './problems.ts';

/** Joins the headings of a path: `Travel › Flights`. */
export const sectionSeparator = ' › ';

// Zero bytes cannot be stored by PostgreSQL; other control characters only hide things.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const unwanted = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

export interface BlockCollector {
  readonly blocks: ExtractedBlock[];
  /** Drops empty blocks, gives each the path of headings above it, keeps `maxCharacters`. */
  add(block: ExtractedBlock): void;
}

/** Collects the blocks of one document in reading order. */
export function createBlockCollector(kind: string, limits: ExtractLimits): BlockCollector {
  const blocks: ExtractedBlock[] = [];
  const path: { level: number; text: string }[] = [];
  let characters = 0;
  function enter(block: ExtractedBlock): void {
    const level = block.level ?? 1;
    while ((path.at(-1)?.level ?? 0) >= level) path.pop();
    path.push({ level, text: block.text.slice(0, 200) });
  }
  function add(given: ExtractedBlock): void {
    const text = given.text.replace(unwanted, '').toWellFormed().trim();
    if (text === '') return;
    characters += text.length;
    if (characters > limits.maxCharacters) {
      throw tooLarge(kind, `more than ${limits.maxCharacters.toLocaleString('en')} characters of text`);
    }
    const block: ExtractedBlock = { ...given, text };
    if (block.kind === 'heading') enter(block);
    if (block.section === undefined && path.length > 0) {
      block.section = path.map((heading) => heading.text).join(sectionSeparator);
    }
    blocks.push(block);
  }
  return { blocks, add };
}
