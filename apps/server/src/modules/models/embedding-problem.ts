import type { Tx } from '@agentforge/db/database';
import type { Connections } from './connections.ts';
import { knownModel } from './known-model.ts';
import type { ModelListing } from './model-listing.ts';
import { readModelSettings } from './tenant-settings.ts';

/**
 * Why an embedding model cannot be asked for vectors of this length, or null. `id` null is the route's. Models nobody knows
 * are left to the call itself.
 */
export async function embeddingProblem(
  tx: Tx,
  { connections, listing }: { connections: Connections; listing: ModelListing },
  id: string | null,
  dimensions: number,
): Promise<string | null> {
  const settings = await readModelSettings(tx);
  const wanted = id === null || id === 'route/embedding' ? settings.routes.embedding : id;
  if (wanted === null) return 'Choose an embedding model first: without one there are no vectors.';
  const slash = wanted.indexOf('/');
  const facts = connections.find(settings, wanted.slice(0, slash));
  const info = facts ? knownModel(facts, wanted.slice(slash + 1), listing.newest(facts)) : null;
  if (!info || info.dimensions === dimensions) return null;
  const { dimensionChoices: choices } = info;
  if (choices === undefined) {
    return info.dimensions === undefined ? null : `The vectors of "${wanted}" always have ${info.dimensions} numbers.`;
  }
  return choices.includes(dimensions) ? null : `The vectors of "${wanted}" can have ${choices.join(', ')} numbers.`;
}
