import { isJsonObject } from '@agentforge/kernel/json';
import { trusted } from '@agentforge/kernel/trust';
import type { VerbContext } from '../../platform/context.ts';
import { maskToolConfig } from './tool-config.ts';
import { functionsOf, type ToolKinds } from './tool-kinds.ts';
import { toolPolicy } from './tools.policy.ts';
import type { ToolUsage } from './tools.ports.ts';
import type { ToolRow } from './tools.repository.ts';

export interface ToolViewer {
  present(context: VerbContext, row: ToolRow): Promise<ReturnType<typeof view>>;
  presentAll(context: VerbContext, rows: readonly ToolRow[]): Promise<ReturnType<typeof view>[]>;
}

export function createToolViewer(kinds: ToolKinds, usage: ToolUsage): ToolViewer {
  async function presentAll(context: VerbContext, rows: readonly ToolRow[]) {
    const ids = rows.map((row) => row.id);
    const users = context.can('agents:read') ? await usage.agentsUsing(context, ids) : null;
    return rows.map((row) => view(context, kinds, row, users === null ? undefined : (users.get(row.id) ?? [])));
  }
  return {
    presentAll,
    present: async (context, row) => {
      const [shown] = await presentAll(context, [row]);
      return trusted<ReturnType<typeof view>>(shown, 'one row in, one view out');
    },
  };
}

function view(
  context: VerbContext,
  kinds: ToolKinds,
  row: ToolRow,
  usedBy: { id: string; name: string }[] | undefined,
) {
  return {
    id: row.id,
    type: row.type,
    name: row.name,
    description: row.description,
    config: maskToolConfig(row),
    is_active: row.isActive,
    functions: shownFunctions(kinds, row),
    ...(usedBy === undefined ? {} : { used_by: usedBy }),
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    policy: toolPolicy(context),
  };
}

/** A kind that left the product, or a config of an older version, must not take the whole list down. */
function shownFunctions(kinds: ToolKinds, row: ToolRow) {
  const plugin = kinds.find(row.type);
  if (!plugin?.config.safeParse(row.config).success) return [];
  return functionsOf(plugin, row, row.config).map(({ name, description, parameters, risk }) => ({
    name,
    description,
    parameters: isJsonObject(parameters) ? parameters : {},
    risk,
  }));
}
