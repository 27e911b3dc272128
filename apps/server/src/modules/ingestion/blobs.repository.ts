import type { Tx } from '@agentforge/db/database';
import { newId } from '@agentforge/kernel/ids';
import { inArray, lte, sql } from 'drizzle-orm';
import { unownedBlobs } from './ingestion.tables.ts';

/** Notes blobs to be removed after so many seconds, unless a document takes them over before. */
export async function noteUnowned(
  tx: Tx,
  tenantId: string,
  keys: readonly string[],
  afterSeconds: number,
): Promise<void> {
  // Parameters of one statement are limited; a deleted base may have many documents.
  for (let at = 0; at < keys.length; at += 1000) {
    await tx.orm.insert(unownedBlobs).values(
      keys.slice(at, at + 1000).map((key) => ({
        tenantId,
        id: newId('blob'),
        key,
        removeAfter: sql`now() + make_interval(secs => ${afterSeconds})`,
      })),
    );
  }
}

/** The blobs belong to documents now, or are gone. */
export async function forgetUnowned(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.orm.delete(unownedBlobs).where(inArray(unownedBlobs.key, [...keys]));
}

export async function listRemovable(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.orm
    .select({ key: unownedBlobs.key })
    .from(unownedBlobs)
    .where(lte(unownedBlobs.removeAfter, sql`now()`))
    .limit(limit);
  return rows.map((row) => row.key);
}
