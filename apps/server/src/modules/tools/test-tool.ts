import { testTool } from '@agentforge/contracts/tools/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import { openToolConfig } from './tool-config.ts';
import type { ToolServices } from './tool-deps.ts';
import { toolPlace } from './tool-place.ts';
import { findTool } from './tools.repository.ts';
import { tryFunction } from './try-function.ts';

/** Really calls the other system: whoever presses "test" on a tool that writes, writes. */
export function testToolVerb(services: ToolServices): Verb {
  return streamVerb(testTool, async (context, { params, body }) => {
    const trial = await context.transaction(async ({ tx, tenantId }) => {
      const row = await findTool(tx, params.tool_id);
      if (!row) throw notFound('tool');
      const plugin = services.kinds.require(row.type);
      const config = await openToolConfig(services.vault, toolPlace(tenantId, row.id), row, tx);
      return { plugin, tool: row, config };
    });
    const outcome = await tryFunction(context, services, { ...trial, ...body });
    await context.transaction(async (own) => {
      const details = { function: outcome.function, ok: outcome.ok, duration_ms: outcome.duration_ms };
      own.audit({ resource: { kind: 'tools', id: params.tool_id }, details });
    });
    return outcome;
  });
}
