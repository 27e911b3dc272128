import { patchTool } from '@agentforge/contracts/tools/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { preparedVerb, type Verb } from '../../platform/verb.ts';
import { checkAddresses } from './check-tool-config.ts';
import { saveTool } from './save-tool.ts';
import { maskToolConfig } from './tool-config.ts';
import type { ToolServices } from './tool-deps.ts';
import { findToolToChange } from './tools.repository.ts';

export function updateToolVerb(services: ToolServices): Verb {
  return preparedVerb(
    patchTool,
    (_context, { body }) => checkAddresses(services.egress, body.config),
    async (context, { params, body }) => {
      const row = await findToolToChange(context.tx, params.tool_id);
      if (!row) throw notFound('tool');
      context.revision(row.revision);
      return saveTool(context, services, row, {
        name: body.name ?? row.name,
        description: body.description ?? row.description,
        is_active: body.is_active ?? row.isActive,
        // Masked values mean "keep", so what is not in the body stays as it is, secrets included.
        config: { ...maskToolConfig(row), ...body.config },
      });
    },
  );
}
