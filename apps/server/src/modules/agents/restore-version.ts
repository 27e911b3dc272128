import { restoreVersion } from '@agentforge/contracts/agents/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { answerRevision } from '../../platform/revision.ts';
import { preparedVerb, type Verb } from '../../platform/verb.ts';
import { presentAgent } from './agent-view.ts';
import { requireVisible } from './agents.policy.ts';
import type { AgentDeps } from './agents.ports.ts';
import { findAgent, updateAgentRow } from './agents.repository.ts';
import { hashOf } from './definition.ts';
import { checkModel, publishDefinition } from './publish.ts';
import { agentToChange } from './save-agent.ts';
import { findVersion } from './versions.repository.ts';
import { withoutMissing } from './without-missing.ts';

/** Versions are never changed: going back makes a new one of the old definition. */
export function restoreVersionVerb(deps: AgentDeps): Verb {
  return preparedVerb(
    restoreVersion,
    async (context, { params, body }) => {
      const version = await context.transaction(async (own) => {
        const agent = requireVisible(own, await findAgent(own.tx, params.agent_id));
        return findVersion(own.tx, agent.id, params.version);
      });
      if (!version) throw notFound('version');
      const model = body.publish ? await checkModel(deps, context.tenantId, version.definition.model_id) : null;
      return { version, model };
    },
    async (context, { params }, { version, model }) => {
      const row = await agentToChange(context, params.agent_id);
      const definition = await withoutMissing(context.tx, deps, version.definition);
      const note = `Restored version ${version.version}`;
      const restored =
        model === null
          ? await updateAgentRow(context.tx, row.id, { definition, draftHash: hashOf(definition) })
          : (await publishDefinition(context, deps, row, definition, { note, model })).agent;
      context.audit({
        resource: { kind: 'agents', id: row.id },
        details: { restored: version.version, published: model === null ? null : restored.liveVersion },
      });
      await context.emit({ type: 'agent.updated', data: { agent_id: row.id } });
      answerRevision(context, restored.revision);
      return presentAgent(context, restored);
    },
  );
}
