import type { Tx } from '@agentforge/db/database';
import { isUniqueViolation } from '@agentforge/db/database-errors';
import { AppError } from '@agentforge/kernel/errors';
import { assertInvariant } from '@agentforge/kernel/trust';
import { and, count, desc, eq, ilike, inArray, lt, or, sql } from 'drizzle-orm';
import { likePattern } from '../../platform/pagination.ts';
import { tools } from './tools.tables.ts';

export type ToolRow = typeof tools.$inferSelect;

export interface ToolFilter {
  limit: number;
  cursor?: string | undefined;
  q?: string | undefined;
  type?: string | undefined;
}

export async function listToolRows(tx: Tx, filter: ToolFilter): Promise<ToolRow[]> {
  const pattern = likePattern(filter.q);
  return tx.orm
    .select()
    .from(tools)
    .where(
      and(
        filter.cursor === undefined ? undefined : lt(tools.id, filter.cursor),
        filter.type === undefined ? undefined : eq(tools.type, filter.type),
        pattern === null ? undefined : or(ilike(tools.name, pattern), ilike(tools.description, pattern)),
      ),
    )
    .orderBy(desc(tools.id))
    .limit(filter.limit + 1);
}

export async function findTool(tx: Tx, id: string): Promise<ToolRow | null> {
  const [row] = await tx.orm.select().from(tools).where(eq(tools.id, id));
  return row ?? null;
}

/** Locks the row, so that of two changes of the same revision one sees the other. */
export async function findToolToChange(tx: Tx, id: string): Promise<ToolRow | null> {
  const [row] = await tx.orm.select().from(tools).where(eq(tools.id, id)).for('update');
  return row ?? null;
}

export async function findTools(tx: Tx, ids: readonly string[]): Promise<ToolRow[]> {
  if (ids.length === 0) return [];
  return tx.orm
    .select()
    .from(tools)
    .where(inArray(tools.id, [...ids]));
}

export interface ToolName {
  id: string;
  name: string;
  description: string;
  type: string;
  isActive: boolean;
}

const nameColumns = {
  id: tools.id,
  name: tools.name,
  description: tools.description,
  type: tools.type,
  isActive: tools.isActive,
};

export async function findToolNames(tx: Tx, ids: readonly string[]): Promise<ToolName[]> {
  if (ids.length === 0) return [];
  return tx.orm
    .select(nameColumns)
    .from(tools)
    .where(inArray(tools.id, [...ids]));
}

/** Names of all tools, for suggestions and for matching files by name. */
export async function listToolNames(tx: Tx): Promise<ToolName[]> {
  return tx.orm.select(nameColumns).from(tools).orderBy(desc(tools.id)).limit(500);
}

export async function countTools(tx: Tx): Promise<number> {
  const [row] = await tx.orm.select({ total: count() }).from(tools);
  return row?.total ?? 0;
}

export async function insertTool(tx: Tx, row: typeof tools.$inferInsert): Promise<ToolRow> {
  const [inserted] = await named(row.name, () => tx.orm.insert(tools).values(row).returning());
  assertInvariant(inserted, 'an inserted tool is returned');
  return inserted;
}

type Changes = Pick<ToolRow, 'name' | 'description' | 'config' | 'sealedSecrets' | 'secretHints' | 'isActive'>;

export async function updateToolRow(tx: Tx, id: string, values: Changes): Promise<ToolRow> {
  const set = { ...values, revision: sql`${tools.revision} + 1`, updatedAt: sql`now()` };
  const [row] = await named(values.name, () => tx.orm.update(tools).set(set).where(eq(tools.id, id)).returning());
  assertInvariant(row, 'a locked tool is there to be changed');
  return row;
}

export async function deleteToolRow(tx: Tx, id: string): Promise<void> {
  await tx.orm.delete(tools).where(eq(tools.id, id));
}

/** `name`, else `name (copy)`, `name (copy 2)` …, whichever is free. */
export async function freeToolName(tx: Tx, name: string): Promise<string> {
  const core = name.slice(0, 100);
  const rows = await tx.orm
    .select({ name: tools.name })
    .from(tools)
    .where(ilike(tools.name, `${core.replace(/[\\%_]/g, '\\$&')}%`));
  const taken = new Set(rows.map((row) => row.name.toLowerCase()));
  let free = `${core} (copy)`;
  for (let next = 2; taken.has(free.toLowerCase()); next += 1) free = `${core} (copy ${next})`;
  return free;
}

async function named<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error, 'tools_name')) throw error;
    throw new AppError('conflict', {
      detail: `There is already a tool called "${name}". Choose another name.`,
      errors: [{ path: 'name', message: 'is already used' }],
    });
  }
}
