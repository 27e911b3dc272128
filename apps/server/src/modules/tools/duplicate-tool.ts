import { duplicateTool } from '@agentforge/contracts/tools/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import { type Verb, verb } from '../../platform/verb.ts';
import { openToolConfig, sealToolConfig } from './tool-config.ts';
import type { ToolServices } from './tool-deps.ts';
import { toolPlace } from './tool-place.ts';
import { mayCopySecrets } from './tools.policy.ts';
import { findTool, freeToolName, insertTool } from './tools.repository.ts';

export function duplicateToolVerb({ kinds, vault, viewer }: ToolServices): Verb {
  return verb(duplicateTool, async (context, { params }) => {
    const { tenantId, tx } = context;
    const original = await findTool(tx, params.tool_id);
    if (!original) throw notFound('tool');
    const withSecrets = mayCopySecrets(context);
    const config = withSecrets
      ? await openToolConfig(vault, toolPlace(tenantId, original.id), original, tx)
      : original.config;
    const id = newId('tool');
    const plugin = kinds.require(original.type);
    const row = await insertTool(tx, {
      tenantId,
      id,
      type: original.type,
      name: await freeToolName(tx, original.name),
      description: original.description,
      isActive: original.isActive,
      createdBy: context.requireUserId(),
      ...(await sealToolConfig(vault, tx, toolPlace(tenantId, id), plugin, config)),
    });
    context.audit({ resource: { kind: 'tools', id }, details: { copy_of: original.id, with_secrets: withSecrets } });
    return viewer.present(context, row);
  });
}
