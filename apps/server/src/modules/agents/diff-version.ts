import { diffVersion } from '@agentforge/contracts/agents/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { shownDefinition } from './agent-view.ts';
import { requireVisible } from './agents.policy.ts';
import { findAgent } from './agents.repository.ts';
import { inFieldOrder } from './definition.ts';
import { changesBetween } from './diff.ts';
import { findVersion } from './versions.repository.ts';

export function diffVersionVerb(): Verb {
  return verb(diffVersion, async (context, { params, query }) => {
    const agent = requireVisible(context, await findAgent(context.tx, params.agent_id));
    const from = await findVersion(context.tx, agent.id, params.version);
    const to = query.to === 'draft' ? agent : await findVersion(context.tx, agent.id, query.to);
    if (!from || !to) throw notFound('version');
    const changes = changesBetween(
      inFieldOrder(shownDefinition(context, from.definition)),
      inFieldOrder(shownDefinition(context, to.definition)),
    );
    return { from: params.version, to: query.to, changes };
  });
}
