import { deleteAgent } from '@agentforge/contracts/agents/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import { deleteAgentRow } from './agents.repository.ts';
import { agentToChange } from './save-agent.ts';

/** Versions and conversations go with it: their tables refer to this row. */
export function deleteAgentVerb(): Verb {
  return verb(deleteAgent, async (context, { params }) => {
    const row = await agentToChange(context, params.agent_id);
    await deleteAgentRow(context.tx, row.id);
    context.audit({ resource: { kind: 'agents', id: row.id }, details: { name: row.definition.name, slug: row.slug } });
    await context.emit({ type: 'agent.deleted', data: { agent_id: row.id } });
    return undefined;
  });
}
