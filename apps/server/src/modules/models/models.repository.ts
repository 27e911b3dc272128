import { type CustomModel, type ModelRoutes, modelRoutes as routesSchema } from '@agentforge/contracts/models/schemas';
import type { Tx } from '@agentforge/db/database';
import { and, asc, eq, sql } from 'drizzle-orm';
import { llmProviders, modelPolicies, modelRoutes, providerModels, type StoredTest } from './models.tables.ts';

export type ProviderRow = typeof llmProviders.$inferSelect;

export async function listProviderRows(tx: Tx): Promise<ProviderRow[]> {
  return tx.orm.select().from(llmProviders).orderBy(asc(llmProviders.name)).limit(200);
}

export async function findProvider(tx: Tx, id: string): Promise<ProviderRow | null> {
  const [row] = await tx.orm.select().from(llmProviders).where(eq(llmProviders.id, id));
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
  await tx.orm.delete(providerModels).where(eq(providerModels.id, id));
}

export const noRoutes: ModelRoutes = {
  default: null,
  fallbacks: [],
  fast: null,
  cheap: null,
  vision: null,
  embedding: null,
  custom: {},
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

/** Models entered by hand, by the id of their connection. */
export async function listCustomModels(tx: Tx): Promise<ReadonlyMap<string, CustomModel[]>> {
  const rows = await tx.orm.select({ id: providerModels.id, models: providerModels.models }).from(providerModels);
  return new Map(rows.map((row) => [row.id, row.models]));
}

export async function writeCustomModels(tx: Tx, tenantId: string, id: string, models: CustomModel[]): Promise<void> {
  await tx.orm
    .insert(providerModels)
    .values({ tenantId, id, models })
    .onConflictDoUpdate({
      target: [providerModels.tenantId, providerModels.id],
      set: { models, updatedAt: sql`now()` },
    });
}

export interface ModelPolicy {
  models: string[] | null;
  operatorModels: string[] | null;
  sharedConnections: string[] | null;
}

const noPolicy: ModelPolicy = { models: null, operatorModels: null, sharedConnections: null };

export async function readPolicy(tx: Tx): Promise<ModelPolicy> {
  const [row] = await tx.orm.select().from(modelPolicies).where(eq(modelPolicies.id, 'policy'));
  if (!row) return noPolicy;
  const { models, operatorModels, sharedConnections } = row;
  return { models, operatorModels, sharedConnections };
}

export async function writePolicy(tx: Tx, tenantId: string, change: Partial<ModelPolicy>): Promise<void> {
  await tx.orm
    .insert(modelPolicies)
    .values({ tenantId, id: 'policy', ...noPolicy, ...change })
    .onConflictDoUpdate({
      target: [modelPolicies.tenantId, modelPolicies.id],
      set: { ...change, updatedAt: sql`now()` },
    });
}
