import { testToolDraft } from '@agentforge/contracts/tools/endpoints';
import { isMasked, parseConfig } from '../../platform/plugin-config.ts';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import { checkNamed } from './check-tool-config.ts';
import type { ToolServices } from './tool-deps.ts';
import { tryFunction } from './try-function.ts';

/** Tries a tool before it is saved. It has no stored secrets: what is masked counts as not given. */
export function testToolDraftVerb(services: ToolServices): Verb {
  return streamVerb(testToolDraft, async (context, { body }) => {
    const plugin = services.kinds.require(body.type);
    const given = Object.fromEntries(Object.entries(body.config).filter(([, value]) => !isMasked(value)));
    const config = parseConfig(plugin.config, given, 'config');
    await context.transaction((own) => checkNamed(own.tx, services, config));
    const tool = { id: 'draft', name: body.name, description: body.description };
    const outcome = await tryFunction(context, services, { plugin, tool, config, parameters: body.parameters });
    await context.transaction(async (own) => {
      const details = { type: body.type, function: outcome.function, ok: outcome.ok };
      own.audit({ resource: { kind: 'tools', id: null }, details });
    });
    return outcome;
  });
}
