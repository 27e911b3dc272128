import type { Tx } from '@agentforge/db/database';
import { newId } from '@agentforge/kernel/ids';
import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { type DocumentRow, documents } from '../knowledge/index.ts';

/** Seconds a worker may be silent before another one takes its document. */
export const leaseSeconds = 60;
const leaseEnd = sql`now() + make_interval(secs => ${leaseSeconds})`;
const unfinished = inArray(documents.status, ['queued', 'processing']);

export async function insertDocuments(
  tx: Tx,
  rows: readonly (typeof documents.$inferInsert)[],
): Promise<DocumentRow[]> {
  return tx.orm
    .insert(documents)
    .values([...rows])
    .returning();
}

/** Documents of this tenant that wait or are worked on; the measure of its turn among the tenants. */
export async function countUnfinished(tx: Tx): Promise<number> {
  const [row] = await tx.orm.select({ count: sql<number>`count(*)` }).from(documents).where(unfinished);
  return row?.count ?? 0;
}

/** Takes the document for this worker, or null when another one has it or nothing is to be done. */
export async function claimDocument(tx: Tx, id: string, token: string): Promise<DocumentRow | null> {
  const [row] = await tx.orm
    .update(documents)
    .set({
      status: 'processing',
      error: null,
      attempts: sql`${documents.attempts} + 1`,
      buildingGeneration: sql`coalesce(${documents.buildingGeneration}, ${newId('generation')})`,
      leaseToken: token,
      leaseUntil: leaseEnd,
      updatedAt: sql`now()`,
    })
    .where(
      and(eq(documents.id, id), unfinished, or(isNull(documents.leaseUntil), lt(documents.leaseUntil, sql`now()`))),
    )
    .returning();
  return row ?? null;
}

export type LeasedValues = Partial<
  Pick<
    DocumentRow,
    | 'title'
    | 'fileName'
    | 'mediaType'
    | 'extractorType'
    | 'bytes'
    | 'sha256'
    | 'blobKey'
    | 'url'
    | 'stage'
    | 'done'
    | 'total'
    | 'buildingModel'
    | 'fetchedFor'
  >
>;

/** Writes as the holder of the lease and renews it. False when someone else has it, or the document is gone. */
export async function writeLeased(tx: Tx, id: string, token: string, values: LeasedValues): Promise<boolean> {
  const rows = await tx.orm
    .update(documents)
    .set({ ...values, leaseUntil: leaseEnd, updatedAt: sql`now()` })
    .where(and(eq(documents.id, id), eq(documents.leaseToken, token)))
    .returning({ id: documents.id });
  return rows.length > 0;
}

const released = { leaseToken: null, leaseUntil: null, updatedAt: sql`now()` };

export interface FinishedFacts {
  chunks: number;
  pages: number | null;
  textLength: number;
  warnings: string[];
}

/** The new generation becomes the live one, in one statement with everything that describes it. */
export async function flipGeneration(tx: Tx, id: string, token: string, facts: FinishedFacts): Promise<boolean> {
  const rows = await tx.orm
    .update(documents)
    .set({
      ...facts,
      ...released,
      status: 'ready',
      stage: 'done',
      done: facts.chunks,
      total: facts.chunks,
      error: null,
      liveGeneration: documents.buildingGeneration,
      liveModel: documents.buildingModel,
      buildingGeneration: null,
      buildingModel: null,
      attempts: 0,
    })
    .where(and(eq(documents.id, id), eq(documents.leaseToken, token)))
    .returning({ id: documents.id });
  return rows.length > 0;
}

/** Gives the document back: to wait for its next try, or as failed for good. */
export async function releaseDocument(
  tx: Tx,
  id: string,
  token: string,
  outcome: { status: 'queued' | 'failed'; error: string | null },
): Promise<boolean> {
  const failed = outcome.status === 'failed' ? { buildingGeneration: null, buildingModel: null } : {};
  const rows = await tx.orm
    .update(documents)
    .set({ ...outcome, ...released, ...failed, ...(outcome.status === 'queued' ? { stage: 'waiting' as const } : {}) })
    .where(and(eq(documents.id, id), eq(documents.leaseToken, token)))
    .returning({ id: documents.id });
  return rows.length > 0;
}

/** Seconds after which a waiting document may have lost its job, and after which a silent worker surely is dead. */
const forgottenSeconds = 900;

interface LostDocument {
  tenant_id: string;
  id: string;
  lease_until: string | null;
}

/** Ends every lease. Only for a process that has the data to itself: the workers that held them are dead. */
export async function endAllLeases(tx: Tx): Promise<void> {
  await tx.query(`update documents set lease_until = null where status = 'processing' and lease_until is not null`);
}

/**
 * Documents whose worker died or whose job is gone, over all tenants; touched, so that others do not see them too.
 * With `atStart` also those whose lease still runs: the process that held it may be the one before this.
 */
export async function findLost(tx: Tx, atStart: boolean): Promise<LostDocument[]> {
  const { rows } = await tx.query<LostDocument>(
    `update documents set updated_at = now() where (tenant_id, id) in (
       select tenant_id, id from documents
       where (status = 'processing' and ($1 or lease_until < now() - make_interval(secs => $2)))
          or (status = 'queued' and updated_at < now() - make_interval(secs => $3))
       order by updated_at limit 200 for update skip locked)
     returning tenant_id, id, lease_until`,
    [atStart, leaseSeconds, forgottenSeconds],
  );
  return rows;
}
