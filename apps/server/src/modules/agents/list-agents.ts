import { listAgents } from '@agentforge/contracts/agents/endpoints';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentAgent } from './agent-view.ts';
import { listAgentRows } from './agents.repository.ts';

export function listAgentsVerb(): Verb {
  return verb(listAgents, async (context, { query }) => {
    const rows = await listAgentRows(context, context.tx, query);
    return toPage(rows, query.limit, (row) => presentAgent(context, row));
  });
}
