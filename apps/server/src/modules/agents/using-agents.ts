import type { Tx } from '@agentforge/db/database';
import type { TenantContext } from '../../platform/context.ts';
import { agentsNaming, agentsNamingModels } from './agents.repository.ts';

/** Agents the caller may see whose draft uses these tools, per tool id. */
export async function agentsUsingTools(
  context: TenantContext & { tx: Tx },
  toolIds: readonly string[],
): Promise<ReadonlyMap<string, { id: string; name: string }[]>> {
  const using = new Map<string, { id: string; name: string }[]>();
  for (const row of await agentsNaming(context, context.tx, 'tool_ids', toolIds)) {
    for (const id of row.definition.tool_ids) {
      using.set(id, [...(using.get(id) ?? []), { id: row.id, name: row.definition.name }]);
    }
  }
  return using;
}

/** Agents the caller may see whose draft names one of these models, or none for `null`. */
export async function agentsUsingModels(
  context: TenantContext & { tx: Tx },
  modelIds: readonly (string | null)[],
): Promise<{ modelId: string | null; id: string; name: string }[]> {
  const rows = await agentsNamingModels(context, context.tx, modelIds);
  return rows.map((row) => ({ modelId: row.definition.model_id, id: row.id, name: row.definition.name }));
}
