import type { Tx } from '@agentforge/db/database';
import { and, desc, eq, ilike, inArray, isNull, lt, sql } from 'drizzle-orm';
import { likePattern } from '../../platform/pagination.ts';
import { memories } from './memory.tables.ts';

/** Whose memory of which agent. Nobody sees another person's. */
export interface Owner {
  userId: string;
  agentId: string;
}

export const mostMemories = 200;

/** Everything but the vector, which is only compared in SQL. */
const columns = {
  id: memories.id,
  agentId: memories.agentId,
  topic: memories.topic,
  kind: memories.kind,
  how: memories.how,
  text: memories.text,
  hiddenValues: memories.hiddenValues,
  conversationId: memories.conversationId,
  runId: memories.runId,
  messageId: memories.messageId,
  embeddingModel: memories.embeddingModel,
  createdAt: memories.createdAt,
  updatedAt: memories.updatedAt,
};

export type MemoryRow = Pick<typeof memories.$inferSelect, keyof typeof columns>;

const owned = ({ userId, agentId }: Owner) =>
  and(eq(memories.userId, userId), eq(memories.agentId, agentId), isNull(memories.supersededBy));

export async function listMemories(tx: Tx, owner: Owner): Promise<MemoryRow[]> {
  return tx.orm
    .select(columns)
    .from(memories)
    .where(owned(owner))
    .orderBy(desc(memories.updatedAt), desc(memories.id))
    .limit(mostMemories);
}

export async function memoriesOfRun(tx: Tx, owner: Owner, runId: string): Promise<MemoryRow[]> {
  return tx.orm
    .select(columns)
    .from(memories)
    .where(and(owned(owner), eq(memories.runId, runId)))
    .orderBy(desc(memories.id));
}

export interface OwnFilter {
  userId: string;
  agentId?: string | undefined;
  /** Null: all. */
  agentIds: readonly string[] | null;
  q?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

export async function listOwnMemories(tx: Tx, filter: OwnFilter): Promise<MemoryRow[]> {
  const pattern = likePattern(filter.q);
  return tx.orm
    .select(columns)
    .from(memories)
    .where(
      and(
        eq(memories.userId, filter.userId),
        isNull(memories.supersededBy),
        filter.agentId === undefined ? undefined : eq(memories.agentId, filter.agentId),
        filter.agentIds === null ? undefined : inArray(memories.agentId, [...filter.agentIds]),
        pattern === null ? undefined : ilike(memories.text, pattern),
        filter.cursor === undefined ? undefined : lt(memories.id, filter.cursor),
      ),
    )
    .orderBy(desc(memories.id))
    .limit(filter.limit + 1);
}

export async function countOwnMemories(tx: Tx, userId: string): Promise<{ agentId: string; count: number }[]> {
  return tx.orm
    .select({ agentId: memories.agentId, count: sql<number>`count(*)::int` })
    .from(memories)
    .where(and(eq(memories.userId, userId), isNull(memories.supersededBy)))
    .groupBy(memories.agentId);
}

export async function anyMemories(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query(`select 1 from memories limit 1`);
  return rows.length > 0;
}

export interface NewMemory {
  id: string;
  topic: string;
  kind: 'fact' | 'preference';
  how: 'said' | 'understood' | 'written';
  text: string;
  hiddenValues: string | null;
  conversationId: string | null;
  runId: string | null;
  messageId: string | null;
  /** Of another topic, that this one overtakes. */
  replaces?: string | undefined;
}

/** Keeps one; what it replaces stays behind it, out of sight. */
export async function keepMemory(tx: Tx, tenantId: string, owner: Owner, memory: NewMemory): Promise<MemoryRow | null> {
  const { replaces, ...values } = memory;
  await tx.query(
    `update memories set superseded_by = $3
      where user_id = $1 and agent_id = $2 and superseded_by is null and (topic = $4 or id = $5)`,
    [owner.userId, owner.agentId, memory.id, memory.topic, replaces ?? null],
  );
  const { text, kind, how, hiddenValues, conversationId, runId, messageId } = values;
  const [row] = await tx.orm
    .insert(memories)
    .values({ tenantId, ...owner, ...values })
    // Two runs of one person may end at the same moment: the later word counts.
    .onConflictDoUpdate({
      target: [memories.tenantId, memories.userId, memories.agentId, memories.topic],
      targetWhere: sql`superseded_by is null`,
      set: {
        text,
        kind,
        how,
        hiddenValues,
        conversationId,
        runId,
        messageId,
        embedding: null,
        embeddingModel: null,
        updatedAt: sql`now()`,
      },
    })
    .returning(columns);
  return row ?? null;
}

/** Beyond 200 the oldest go. */
export async function capMemories(tx: Tx, owner: Owner): Promise<void> {
  await tx.query(
    `delete from memories where user_id = $1 and agent_id = $2 and superseded_by is null and id in (
       select id from memories where user_id = $1 and agent_id = $2 and superseded_by is null
        order by updated_at desc, id desc offset $3)`,
    [owner.userId, owner.agentId, mostMemories],
  );
}

export async function correctRow(
  tx: Tx,
  owner: Owner,
  id: string,
  { text, hiddenValues }: { text: string; hiddenValues: string | null },
): Promise<MemoryRow | null> {
  const nowhere = { conversationId: null, runId: null, messageId: null, embedding: null, embeddingModel: null };
  const [row] = await tx.orm
    .update(memories)
    .set({ text, hiddenValues, how: 'written', ...nowhere, updatedAt: sql`now()` })
    .where(and(owned(owner), eq(memories.id, id)))
    .returning(columns);
  return row ?? null;
}

/** One with all it had replaced, or everything. Answers how many there were to see. */
export async function eraseRows(tx: Tx, { userId, agentId }: Owner, id: string | null): Promise<number> {
  const { rows } = await tx.query<{ shown: boolean }>(
    `with recursive gone as (
       select id from memories where user_id = $1 and agent_id = $2 and superseded_by is null and ($3::text is null or id = $3)
       union
       select m.id from memories m join gone g on m.superseded_by = g.id where m.user_id = $1)
     delete from memories m using gone where m.id = gone.id and m.user_id = $1
     returning m.superseded_by is null as shown`,
    [userId, agentId, id],
  );
  return rows.filter(({ shown }) => shown).length;
}

/** Takes one back that came by itself; what it had replaced counts again. False when there is nothing to take back. */
export async function undoRow(tx: Tx, { userId, agentId }: Owner, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `delete from memories where user_id = $1 and agent_id = $2 and id = $3 and superseded_by is null`,
    [userId, agentId, id],
  );
  if (!rowCount) return false;
  await tx.query(
    `update memories m set superseded_by = null where user_id = $1 and agent_id = $2 and superseded_by = $3
        and not exists (select 1 from memories n where n.user_id = $1 and n.agent_id = $2 and n.topic = m.topic
                         and n.superseded_by is null)`,
    [userId, agentId, id],
  );
  return true;
}

export async function eraseOwn(tx: Tx, userId: string, agentIds: readonly string[] | null): Promise<number> {
  const gone = await tx.orm
    .delete(memories)
    .where(and(eq(memories.userId, userId), agentIds === null ? undefined : inArray(memories.agentId, [...agentIds])))
    .returning({ id: memories.id });
  return gone.length;
}
