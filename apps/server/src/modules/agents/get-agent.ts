import { getAgent } from '@agentforge/contracts/agents/endpoints';
import { answerRevision } from '../../platform/revision.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentAgent } from './agent-view.ts';
import { requireVisible } from './agents.policy.ts';
import { findAgent } from './agents.repository.ts';

export function getAgentVerb(): Verb {
  return verb(getAgent, async (context, { params }) => {
    const row = requireVisible(context, await findAgent(context.tx, params.agent_id));
    answerRevision(context, row.revision);
    return presentAgent(context, row);
  });
}
