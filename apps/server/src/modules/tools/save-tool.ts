import type { ToolPlugin } from '@agentforge/plugin-kit/tool';
import type { VerbContext } from '../../platform/context.ts';
import { requireSecretsForNewDestination } from '../../platform/credential-binding.ts';
import { answerRevision } from '../../platform/revision.ts';
import { checkNamed } from './check-tool-config.ts';
import { keptSecrets, sealToolConfig } from './tool-config.ts';
import type { ToolServices } from './tool-deps.ts';
import { toolPlace } from './tool-place.ts';
import { type ToolRow, updateToolRow } from './tools.repository.ts';

type Reprocess = 'rescrape' | 'reindex' | 'none';

export interface SavedTool {
  name: string;
  description: string;
  config: Record<string, unknown>;
  is_active: boolean;
}

/** Writes a whole changed tool; PATCH and PUT differ only in how they make it. `row` is locked and its revision checked. */
export async function saveTool(
  context: VerbContext,
  { kinds, knowledge, agents, vault, viewer }: ToolServices,
  row: ToolRow,
  wanted: SavedTool,
) {
  const plugin = kinds.require(row.type);
  const place = toolPlace(context.tenantId, row.id);
  const stored = await sealToolConfig(vault, context.tx, place, plugin, wanted.config, row);
  requireSecretsForNewDestination({
    kept: keptSecrets(row, wanted.config),
    before: row.config,
    after: stored.config,
  });
  await checkNamed(context.tx, { knowledge, agents }, stored.config);
  const { name, description, is_active: isActive } = wanted;
  const updated = await updateToolRow(context.tx, row.id, { ...stored, name, description, isActive });
  const action = reprocessOf(plugin, row.config, stored.config);
  context.audit({
    resource: { kind: 'tools', id: row.id },
    details: { name, fields: changedFields(row, updated), reprocess: action },
  });
  await context.emit({ type: 'tool.updated', data: { tool_id: row.id, reprocess: action } });
  answerRevision(context, updated.revision);
  return { ...(await viewer.present(context, updated)), reprocess: { action } };
}

function reprocessOf(plugin: ToolPlugin, before: Record<string, unknown>, after: Record<string, unknown>): Reprocess {
  const known = plugin.config.safeParse(before);
  if (!plugin.reprocess || !known.success) return 'none';
  return plugin.reprocess(known.data, plugin.config.parse(after));
}

/** Names only: values of a config may be what a person would not want to find in a log. */
function changedFields(before: ToolRow, after: ToolRow): string[] {
  const plain = (['name', 'description', 'isActive'] as const).filter((field) => before[field] !== after[field]);
  const names = new Set([...Object.keys(before.config), ...Object.keys(after.config)]);
  const config = [...names].filter(
    (name) => JSON.stringify(before.config[name]) !== JSON.stringify(after.config[name]),
  );
  const secrets = new Set([...Object.keys(before.secretHints), ...Object.keys(after.secretHints)]);
  const hints = [...secrets].filter((name) => before.secretHints[name] !== after.secretHints[name]);
  return [...plain, ...[...config, ...hints].map((name) => `config.${name}`)];
}
