import type { Tx } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import type { EmbeddingSizes } from './knowledge.ports.ts';

/** Throws `rule_broken` for a length of vectors that the model is known not to have. */
export async function requireSize(
  tx: Tx,
  embeddings: EmbeddingSizes,
  model: string | null,
  dimensions: number | null,
): Promise<void> {
  if (dimensions === null) return;
  const problem = await embeddings.problemOf(tx, model, dimensions);
  if (problem === null) return;
  throw new AppError('rule_broken', {
    detail: problem,
    errors: [{ path: 'embedding_dimensions', message: problem }],
  });
}
