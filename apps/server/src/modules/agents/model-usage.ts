import type { Tx } from '@agentforge/db/database';
import type { TenantContext } from '../../platform/context.ts';
import { agentsNamingModels } from './agents.repository.ts';

/** Agents the caller may see whose draft names one of these models, or none for `null`. */
export async function agentsUsingModels(
  context: TenantContext & { tx: Tx },
  modelIds: readonly (string | null)[],
): Promise<{ modelId: string | null; id: string; name: string }[]> {
  const rows = await agentsNamingModels(context, context.tx, modelIds);
  return rows.map((row) => ({ modelId: row.definition.model_id, id: row.id, name: row.definition.name }));
}
