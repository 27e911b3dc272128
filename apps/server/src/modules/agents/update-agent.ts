import { patchAgent } from '@agentforge/contracts/agents/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import type { AgentDeps } from './agents.ports.ts';
import { mergeDefinition } from './definition.ts';
import { agentToChange, saveAgent } from './save-agent.ts';

export function updateAgentVerb(deps: AgentDeps): Verb {
  return verb(patchAgent, async (context, { params, body }) => {
    const row = await agentToChange(context, params.agent_id);
    return saveAgent(context, deps, row, mergeDefinition(row.definition, body), body);
  });
}
