import { putTool } from '@agentforge/contracts/tools/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { preparedVerb, type Verb } from '../../platform/verb.ts';
import { checkAddresses } from './check-tool-config.ts';
import { saveTool } from './save-tool.ts';
import type { ToolServices } from './tool-deps.ts';
import { findToolToChange } from './tools.repository.ts';

export function replaceToolVerb(services: ToolServices): Verb {
  return preparedVerb(
    putTool,
    (_context, { body }) => checkAddresses(services.egress, body.config),
    async (context, { params, body }) => {
      const row = await findToolToChange(context.tx, params.tool_id);
      if (!row) throw notFound('tool');
      context.revision(row.revision);
      return saveTool(context, services, row, body);
    },
  );
}
