import { duplicateAgent } from '@agentforge/contracts/agents/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import { requireVisible } from './agents.policy.ts';
import type { AgentDeps } from './agents.ports.ts';
import { findAgent } from './agents.repository.ts';
import { insertNewAgent } from './new-agent.ts';
import { withoutMissing } from './without-missing.ts';

export function duplicateAgentVerb(deps: AgentDeps): Verb {
  return verb(duplicateAgent, async (context, { params }) => {
    const original = requireVisible(context, await findAgent(context.tx, params.agent_id));
    const definition = await withoutMissing(context.tx, deps, original.definition);
    return insertNewAgent(context, {
      definition: { ...definition, name: `${definition.name.slice(0, 110)} (copy)` },
      access: original.access,
      origin: { copy_of: original.id },
    });
  });
}
