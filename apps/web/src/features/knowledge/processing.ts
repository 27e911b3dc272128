import type { Document } from '@agentforge/contracts/knowledge/schemas';

type Progressing = Pick<Document, 'status' | 'updated_at'>;

export function isProcessing({ status }: Pick<Document, 'status'>): boolean {
  return status === 'queued' || status === 'processing';
}

/**
 * Milliseconds until the next look at a list: quick while something moves, slower while it seems to wait, none when
 * everything is done.
 */
export function pollInterval(documents: readonly Progressing[], now: number): number | false {
  const busy = documents.filter(isProcessing);
  if (busy.length === 0) return false;
  const still = now - Math.max(...busy.map(({ updated_at }) => Date.parse(updated_at)));
  if (still < 10_000) return 1000;
  return still < 60_000 ? 3000 : 8000;
}
