import type { Chunk } from './chunk.ts';

export interface Batch<T> {
  /** 0-based; the same for the same chunks and size, so work can go on where it stopped. */
  number: number;
  items: T[];
}

/**
 * Batches of an ingest step: at most `size` items and `maxCharacters` characters each (one larger item stands alone).
 * Pass the number of batches already stored to go on after a crash.
 */
export function* planBatches<T extends { text: string }>(
  items: readonly T[],
  size: number,
  maxCharacters = Number.POSITIVE_INFINITY,
  done = 0,
): Generator<Batch<T>> {
  let number = 0;
  let batch: T[] = [];
  let characters = 0;
  for (const item of items) {
    if (batch.length > 0 && (batch.length >= size || characters + item.text.length > maxCharacters)) {
      if (number >= done) yield { number, items: batch };
      number += 1;
      batch = [];
      characters = 0;
    }
    batch.push(item);
    characters += item.text.length;
  }
  if (batch.length > 0 && number >= done) yield { number, items: batch };
}

/** What is embedded and indexed of a chunk: its document and section tell what the bare text leaves out. */
export function indexedText(title: string, chunk: Pick<Chunk, 'text' | 'locator'>): string {
  const head = [title, chunk.locator.section ?? ''].filter((part) => part !== '').join(' › ');
  return head === '' ? chunk.text : `${head}\n${chunk.text}`;
}
