import { listVersions } from '@agentforge/contracts/agents/endpoints';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentVersion } from './agent-view.ts';
import { requireVisible } from './agents.policy.ts';
import { findAgent } from './agents.repository.ts';
import { listVersionRows } from './versions.repository.ts';

export function listVersionsVerb(): Verb {
  return verb(listVersions, async (context, { params, query }) => {
    const agent = requireVisible(context, await findAgent(context.tx, params.agent_id));
    const rows = await listVersionRows(context.tx, agent.id, query);
    return toPage(rows, query.limit, (row) => presentVersion(agent, row));
  });
}
