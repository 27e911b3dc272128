import { createTool } from '@agentforge/contracts/tools/endpoints';
import { newId } from '@agentforge/kernel/ids';
import { preparedVerb, type Verb } from '../../platform/verb.ts';
import { checkAddresses, checkNamed } from './check-tool-config.ts';
import { sealToolConfig } from './tool-config.ts';
import type { ToolServices } from './tool-deps.ts';
import { toolPlace } from './tool-place.ts';
import { insertTool } from './tools.repository.ts';

export function createToolVerb({ egress, kinds, knowledge, agents, vault, viewer }: ToolServices): Verb {
  return preparedVerb(
    createTool,
    (_context, { body }) => checkAddresses(egress, body.config),
    async (context, { body }) => {
      const plugin = kinds.require(body.type);
      const id = newId('tool');
      const place = toolPlace(context.tenantId, id);
      const stored = await sealToolConfig(vault, context.tx, place, plugin, body.config);
      await checkNamed(context.tx, { knowledge, agents }, stored.config);
      const row = await insertTool(context.tx, {
        tenantId: context.tenantId,
        id,
        type: body.type,
        name: body.name,
        description: body.description,
        isActive: body.is_active,
        createdBy: context.requireUserId(),
        ...stored,
      });
      return viewer.present(context, row);
    },
  );
}
