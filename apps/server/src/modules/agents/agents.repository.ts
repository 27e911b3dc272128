import type { Tx } from '@agentforge/db/database';
import { isUniqueViolation } from '@agentforge/db/database-errors';
import { assertInvariant } from '@agentforge/kernel/trust';
import { and, count, desc, eq, ilike, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { TenantContext } from '../../platform/context.ts';
import { likePattern } from '../../platform/pagination.ts';
import { boundAgents, seesPrivate, userIdOf } from './agents.policy.ts';
import { type AgentStatus, agents } from './agents.tables.ts';
import { agentChangedIn } from './recent-agents.ts';

export type AgentRow = typeof agents.$inferSelect;

export interface AgentFilter {
  limit: number;
  cursor?: string | undefined;
  q?: string | undefined;
  status?: AgentStatus | undefined;
  published?: boolean | undefined;
}

/** The same rule as `maySee`, as SQL. */
function visibleTo(context: TenantContext) {
  const bound = boundAgents(context);
  return and(
    bound === null ? undefined : inArray(agents.id, [...bound]),
    seesPrivate(context)
      ? undefined
      : or(sql`${agents.access} ->> 'visibility' = 'everyone'`, eq(agents.ownerId, userIdOf(context) ?? '')),
  );
}

function matching(q: string | undefined) {
  const pattern = likePattern(q);
  if (pattern === null) return undefined;
  return or(
    ilike(sql`${agents.definition} ->> 'name'`, pattern),
    ilike(sql`${agents.definition} ->> 'description'`, pattern),
    ilike(agents.slug, pattern),
  );
}

function publishedFilter(published: boolean | undefined) {
  if (published === undefined) return undefined;
  return published ? isNotNull(agents.liveVersion) : isNull(agents.liveVersion);
}

export async function listAgentRows(context: TenantContext, tx: Tx, filter: AgentFilter): Promise<AgentRow[]> {
  return tx.orm
    .select()
    .from(agents)
    .where(
      and(
        visibleTo(context),
        filter.cursor === undefined ? undefined : lt(agents.id, filter.cursor),
        filter.status === undefined ? undefined : eq(agents.status, filter.status),
        publishedFilter(filter.published),
        matching(filter.q),
      ),
    )
    .orderBy(desc(agents.id))
    .limit(filter.limit + 1);
}

export async function findAgent(tx: Tx, id: string): Promise<AgentRow | null> {
  const [row] = await tx.orm.select().from(agents).where(eq(agents.id, id));
  return row ?? null;
}

/** By id, or by slug for those who call from outside. */
export async function findAgentByKey(tx: Tx, key: string): Promise<AgentRow | null> {
  const rows = await tx.orm
    .select()
    .from(agents)
    .where(or(eq(agents.id, key), eq(agents.slug, key)))
    .limit(2);
  return rows.find((row) => row.id === key) ?? rows[0] ?? null;
}

/** Locks the row, so that of two changes of the same revision one sees the other. */
export async function findAgentToChange(tx: Tx, id: string): Promise<AgentRow | null> {
  const [row] = await tx.orm.select().from(agents).where(eq(agents.id, id)).for('update');
  return row ?? null;
}

export async function slugsLike(tx: Tx, slug: string): Promise<Set<string>> {
  const rows = await tx.orm
    .select({ slug: agents.slug })
    .from(agents)
    .where(ilike(agents.slug, `${slug}%`));
  return new Set(rows.map((row) => row.slug));
}

/** Two agents of one name made at once want the same slug: the second takes one with the end of its id. */
export async function insertAgent(tx: Tx, row: typeof agents.$inferInsert): Promise<AgentRow> {
  try {
    return await tx.savepoint(() => insertRow(tx, row));
  } catch (error) {
    if (!isUniqueViolation(error, 'agents_slug')) throw error;
    return insertRow(tx, { ...row, slug: `${row.slug}-${row.id.slice(-8)}` });
  }
}

async function insertRow(tx: Tx, row: typeof agents.$inferInsert): Promise<AgentRow> {
  const [inserted] = await tx.orm.insert(agents).values(row).returning();
  assertInvariant(inserted, 'an inserted agent is returned');
  return inserted;
}

type Changes = Partial<
  Pick<AgentRow, 'definition' | 'draftHash' | 'liveHash' | 'status' | 'access' | 'liveVersion' | 'lastVersion'>
>;

export async function updateAgentRow(tx: Tx, id: string, values: Changes): Promise<AgentRow> {
  const [row] = await tx.orm
    .update(agents)
    .set({ ...values, revision: sql`${agents.revision} + 1`, updatedAt: sql`now()` })
    .where(eq(agents.id, id))
    .returning();
  assertInvariant(row, 'a locked agent is there to be changed');
  agentChangedIn(tx, row.tenantId, id);
  return row;
}

export async function deleteAgentRow(tx: Tx, id: string): Promise<void> {
  const [row] = await tx.orm.delete(agents).where(eq(agents.id, id)).returning({ tenantId: agents.tenantId });
  if (row) agentChangedIn(tx, row.tenantId, id);
}

/** Agents the caller may see whose draft names one of these in `field`. */
export async function agentsNaming(
  context: TenantContext,
  tx: Tx,
  field: 'tool_ids' | 'knowledge_base_ids',
  ids: readonly string[],
): Promise<AgentRow[]> {
  if (ids.length === 0) return [];
  const names = anyNamed(field, ids);
  return tx.orm
    .select()
    .from(agents)
    .where(and(visibleTo(context), names))
    .orderBy(desc(agents.id))
    .limit(500);
}

/** Agents the caller may see whose draft names one of the models; null stands for naming none. */
export async function agentsNamingModels(
  context: TenantContext,
  tx: Tx,
  modelIds: readonly (string | null)[],
): Promise<AgentRow[]> {
  const ids = modelIds.filter((id) => id !== null);
  const modelId = sql`${agents.definition} ->> 'model_id'`;
  const named = ids.length === 0 ? undefined : inArray(modelId, ids);
  const unnamed = modelIds.includes(null) ? isNull(modelId) : undefined;
  if (!named && !unnamed) return [];
  return tx.orm
    .select()
    .from(agents)
    .where(and(visibleTo(context), or(named, unnamed)))
    .orderBy(desc(agents.id))
    .limit(500);
}

/** Drafts of a tenant that name an id, locked; also for system transactions, hence the tenant by name. */
export async function draftsNaming(
  tx: Tx,
  tenantId: string,
  field: 'tool_ids' | 'knowledge_base_ids',
  id: string,
): Promise<AgentRow[]> {
  return tx.orm
    .select()
    .from(agents)
    .where(and(eq(agents.tenantId, tenantId), anyNamed(field, [id])))
    .for('update');
}

function anyNamed(field: 'tool_ids' | 'knowledge_base_ids', ids: readonly string[]) {
  const path = field === 'tool_ids' ? sql`'tool_ids'` : sql`'knowledge_base_ids'`;
  return or(...ids.map((id) => sql`(${agents.definition} -> ${path}) @> ${JSON.stringify([id])}::jsonb`));
}

/** Like `updateAgentRow`, in a system transaction. */
export async function rewriteDraft(tx: Tx, row: AgentRow, values: Pick<AgentRow, 'definition' | 'draftHash'>) {
  await tx.orm
    .update(agents)
    .set({ ...values, revision: sql`${agents.revision} + 1`, updatedAt: sql`now()` })
    .where(and(eq(agents.tenantId, row.tenantId), eq(agents.id, row.id)));
  agentChangedIn(tx, row.tenantId, row.id);
}

export async function countAgents(context: TenantContext, tx: Tx): Promise<{ total: number; published: number }> {
  const [row] = await tx.orm
    .select({ total: count(), published: count(agents.liveVersion) })
    .from(agents)
    .where(visibleTo(context));
  return row ?? { total: 0, published: 0 };
}
