import { createAgent } from '@agentforge/contracts/agents/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import { neverPublished } from './agent-status.ts';
import type { AgentDeps } from './agents.ports.ts';
import { requireReferences } from './check-references.ts';
import { definitionOf } from './definition.ts';
import { insertNewAgent } from './new-agent.ts';

export function createAgentVerb(deps: AgentDeps): Verb {
  return verb(createAgent, async (context, { body }) => {
    const { status, access } = body;
    if (status === 'active') throw neverPublished();
    const definition = definitionOf(body);
    await requireReferences(context.tx, deps, definition, Object.keys(body));
    return insertNewAgent(context, { definition, status, access, origin: {} });
  });
}
