import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One text of one source file, replaced while the file is loaded. */
export interface Edit {
  /** Path from the root of this repository. */
  file: string;
  find: string;
  replace: string;
}

const root = new URL('../../../', import.meta.url);

export function addressOf(file: string): string {
  return new URL(file, root).href;
}

/**
 * Sources with a mechanism off, by their address. Throws unless each text is there exactly once: a line that was moved must
 * not disarm a proof.
 */
export function brokenSources(name: string, edits: readonly Edit[]): Map<string, string> {
  const sources = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const address = addressOf(file);
    const source = sources.get(address) ?? readFileSync(fileURLToPath(address), 'utf8');
    const found = source.split(find).length - 1;
    if (found !== 1)
      throw new Error(`The break "${name}" finds its text ${found} times in ${file} instead of once. Mend it.`);
    sources.set(
      address,
      source.replace(find, () => replace),
    );
  }
  return sources;
}
