import { AppError } from '@agentforge/kernel/errors';

/** Throws `invalid_input` for an overlap that leaves no room for anything new in a chunk. */
export function requireUsableChunks(size: number, overlap: number): void {
  if (overlap < size) return;
  throw new AppError('invalid_input', {
    detail: `The overlap (${overlap}) must be smaller than the chunk size (${size}).`,
    errors: [{ path: 'chunk_overlap', message: 'must be smaller than the chunk size' }],
  });
}
