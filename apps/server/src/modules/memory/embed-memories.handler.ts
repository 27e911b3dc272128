import type { Database } from '@agentforge/db/database';
import type { MemoryModelsPort } from './memory.ports.ts';
import type { Owner } from './memory.repository.ts';
import { keepVector, unembedded } from './memory-vectors.repository.ts';

export interface EmbedDeps {
  database: Database;
  models: Pick<MemoryModelsPort, 'embedding'>;
}

/** Personal data stays tokens: the embedding model never sees it. */
export async function embedMemories(
  { database, models }: EmbedDeps,
  { tenantId, ...owner }: Owner & { tenantId: string },
  signal: AbortSignal,
): Promise<void> {
  const chosen = await models.embedding(tenantId, null);
  if (chosen === null) return;
  const { model } = chosen;
  const rows = await database.withTenant(tenantId, (tx) => unembedded(tx, owner, model.id), { readOnly: true });
  if (rows.length === 0) return;
  const { vectors } = await model.embed(
    rows.map(({ text }) => text),
    signal,
  );
  await database.withTenant(tenantId, async (tx) => {
    for (const [index, row] of rows.entries()) {
      const vector = vectors[index];
      if (vector !== undefined && vector.length > 0) await keepVector(tx, owner, row, { model: model.id, vector });
    }
  });
}
