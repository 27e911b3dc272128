import type { CustomModel } from '@agentforge/contracts/models/schemas';
import { json } from '@agentforge/db/column-types';
import { tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { boolean, text, unique } from 'drizzle-orm/pg-core';

export interface StoredTest {
  ok: boolean;
  at: string;
  latency_ms: number | null;
  detail: string | null;
}

/** One account at a model provider. Secret fields are sealed one by one; their last four characters are kept to show. */
export const llmProviders = tenantTable(
  'llm_providers',
  {
    provider: text('provider').notNull(),
    name: text('name').notNull(),
    config: json<Record<string, unknown>>('config').notNull(),
    sealedSecrets: json<Record<string, string>>('sealed_secrets').notNull(),
    secretHints: json<Record<string, string>>('secret_hints').notNull(),
    isActive: boolean('is_active').notNull().default(true),
    lastTest: json<StoredTest | null>('last_test'),
    ...timestamps(),
  },
  (table) => [unique('llm_providers_name').on(table.tenantId, table.name)],
);

/** One row per tenant, id `routes`. */
export const modelRoutes = tenantTable('model_routes', {
  routes: json<Record<string, unknown>>('routes').notNull(),
  ...timestamps(),
});

/** Models and prices entered by hand. The id is the connection's: of its row, or `environment-<name>`. */
export const providerModels = tenantTable('provider_models', {
  models: json<CustomModel[]>('models').notNull(),
  ...timestamps(),
});

/** One row per tenant, id `policy`. Null allows everything. */
export const modelPolicies = tenantTable('model_policies', {
  /** Patterns the tenant set for itself. */
  models: json<string[] | null>('models'),
  /** Patterns the operator set for the tenant. */
  operatorModels: json<string[] | null>('operator_models'),
  /** Connections of the environment that the operator shares with the tenant. */
  sharedConnections: json<string[] | null>('shared_connections'),
  ...timestamps(),
});
