import type { Database } from '@agentforge/db/database';
import type { BlobStore } from '@agentforge/plugin-kit/blob-store';
import { forgetUnowned, listRemovable } from './blobs.repository.ts';
import { deleteOldGenerations } from './generations.repository.ts';

const batch = 500;

/** Removes what nothing refers to any more, in small transactions. Running it twice is harmless. */
export async function removeLeftovers(
  services: { database: Database; blobs: BlobStore },
  { tenantId, documentId }: { tenantId: string; documentId: string | null },
  signal: AbortSignal,
): Promise<void> {
  const { database, blobs } = services;
  if (documentId !== null) {
    let removed = batch;
    while (removed >= batch && !signal.aborted) {
      removed = await database.withTenant(tenantId, (tx) => deleteOldGenerations(tx, documentId, batch));
    }
  }
  for (;;) {
    const keys = await database.withTenant(tenantId, (tx) => listRemovable(tx, batch), { readOnly: true });
    if (keys.length === 0 || signal.aborted) return;
    for (const key of keys) await blobs.delete(key);
    await database.withTenant(tenantId, (tx) => forgetUnowned(tx, keys));
  }
}
