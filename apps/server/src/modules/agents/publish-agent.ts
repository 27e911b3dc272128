import { publishAgent } from '@agentforge/contracts/agents/endpoints';
import { preparedVerb, type Verb } from '../../platform/verb.ts';
import { presentVersion } from './agent-view.ts';
import { requireVisible } from './agents.policy.ts';
import type { AgentDeps } from './agents.ports.ts';
import { findAgent } from './agents.repository.ts';
import { checkModel, publishDefinition } from './publish.ts';
import { agentToChange } from './save-agent.ts';

export function publishAgentVerb(deps: AgentDeps): Verb {
  return preparedVerb(
    publishAgent,
    async (context, { params }) => {
      const row = await context.transaction(async (own) =>
        requireVisible(own, await findAgent(own.tx, params.agent_id)),
      );
      return checkModel(deps, context.tenantId, row.definition.model_id);
    },
    async (context, { params, body }, model) => {
      const row = await agentToChange(context, params.agent_id);
      const published = await publishDefinition(context, deps, row, row.definition, { note: body.note, model });
      const details = { version: published.version.version, note: body.note };
      context.audit({ resource: { kind: 'agents', id: row.id }, details });
      return presentVersion(published.agent, published.version);
    },
  );
}
