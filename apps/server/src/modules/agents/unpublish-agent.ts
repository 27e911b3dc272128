import { unpublishAgent } from '@agentforge/contracts/agents/endpoints';
import { answerRevision } from '../../platform/revision.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentAgent } from './agent-view.ts';
import { updateAgentRow } from './agents.repository.ts';
import { agentToChange } from './save-agent.ts';

/** Nobody can talk to it from now on. Done twice it changes nothing more. */
export function unpublishAgentVerb(): Verb {
  return verb(unpublishAgent, async (context, { params }) => {
    const row = await agentToChange(context, params.agent_id);
    const status = row.status === 'archived' ? 'archived' : 'draft';
    const values = { liveVersion: null, liveHash: null, status } as const;
    const updated = row.liveVersion === null ? row : await updateAgentRow(context.tx, row.id, values);
    context.audit({ resource: { kind: 'agents', id: row.id }, details: { version: row.liveVersion } });
    await context.emit({ type: 'agent.unpublished', data: { agent_id: row.id } });
    answerRevision(context, updated.revision);
    return presentAgent(context, updated);
  });
}
