import { getVersion } from '@agentforge/contracts/agents/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentVersion, shownDefinition } from './agent-view.ts';
import { requireVisible } from './agents.policy.ts';
import { findAgent } from './agents.repository.ts';
import { findVersion } from './versions.repository.ts';

export function getVersionVerb(): Verb {
  return verb(getVersion, async (context, { params }) => {
    const agent = requireVisible(context, await findAgent(context.tx, params.agent_id));
    const row = await findVersion(context.tx, agent.id, params.version);
    if (!row) throw notFound('version');
    return { ...presentVersion(agent, row), definition: shownDefinition(context, row.definition) };
  });
}
