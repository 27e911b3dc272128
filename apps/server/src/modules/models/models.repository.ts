import { type ModelRoutes, modelRoutes as routesSchema } from '@agentforge/contracts/models/schemas';
import type { Tx } from '@agentforge/db/database';
import { and, asc, eq, sql } from 'drizzle-orm';
import { llmProviders, modelRoutes, type StoredTest } from './models.tables.ts';

export type ProviderRow = typeof llmProviders.$inferSelect;

export async function listProviderRows(tx: Tx): Promise<ProviderRow[]> {
  return tx.orm.select().from(llmProviders).orderBy(asc(llmProviders.name)).limit(200);
}

export async function findProvider(tx: Tx, id: string): Promise<ProviderRow | null> {
  const [row] = await tx.orm.select().from(llmProviders).where(eq(llmProviders.id, id));
  return row ?? null;
}

export async function findProviderByName(tx: Tx, name: string): Promise<ProviderRow | null> {
  const [row] = await tx.orm.select().from(llmProviders).where(eq(llmProviders.name, name));
  return row ?? null;
}

export async function insertProvider(tx: Tx, row: typeof llmProviders.$inferInsert): Promise<ProviderRow | null> {
  const [inserted] = await tx.orm.insert(llmProviders).values(row).returning();
  return inserted ?? null;
}

export async function updateProviderRow(
  tx: Tx,
  id: string,
  values: Partial<Pick<ProviderRow, 'name' | 'config' | 'sealedSecrets' | 'secretHints' | 'isActive'>>,
): Promise<ProviderRow | null> {
  const [row] = await tx.orm
    .update(llmProviders)
    .set({ ...values, updatedAt: sql`now()` })
    .where(eq(llmProviders.id, id))
    .returning();
  return row ?? null;
}

/** Leaves `updated_at` alone: a test changes nothing that an open connection depends on. */
export async function keepTest(tx: Tx, id: string, test: StoredTest): Promise<void> {
  await tx.orm.update(llmProviders).set({ lastTest: test }).where(eq(llmProviders.id, id));
}

export async function deleteProviderRow(tx: Tx, id: string): Promise<void> {
  await tx.orm.delete(llmProviders).where(eq(llmProviders.id, id));
}

export const noRoutes: ModelRoutes = {
  default: null,
  fallbacks: [],
  fast: null,
  cheap: null,
  vision: null,
  embedding: null,
};

export async function readRoutes(tx: Tx): Promise<ModelRoutes> {
  const [row] = await tx.orm.select().from(modelRoutes).where(eq(modelRoutes.id, 'routes'));
  return routesSchema.safeParse({ ...noRoutes, ...row?.routes }).data ?? noRoutes;
}

export async function writeRoutes(tx: Tx, tenantId: string, routes: ModelRoutes): Promise<void> {
  await tx.orm
    .insert(modelRoutes)
    .values({ tenantId, id: 'routes', routes })
    .onConflictDoUpdate({ target: [modelRoutes.tenantId, modelRoutes.id], set: { routes, updatedAt: sql`now()` } });
}

export async function nameTaken(tx: Tx, name: string, exceptId = ''): Promise<boolean> {
  const rows = await tx.orm
    .select({ id: llmProviders.id })
    .from(llmProviders)
    .where(and(eq(llmProviders.name, name), sql`${llmProviders.id} <> ${exceptId}`));
  return rows.length > 0;
}
