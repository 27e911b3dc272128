import { putAgent } from '@agentforge/contracts/agents/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import type { AgentDeps } from './agents.ports.ts';
import { definitionOf } from './definition.ts';
import { agentToChange, saveAgent } from './save-agent.ts';

export function replaceAgentVerb(deps: AgentDeps): Verb {
  return verb(putAgent, async (context, { params, body }) => {
    const row = await agentToChange(context, params.agent_id);
    return saveAgent(context, deps, row, definitionOf(body), body);
  });
}
