import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { VerbContext } from '../../platform/context.ts';
import { answerRevision } from '../../platform/revision.ts';
import { nextStatus } from './agent-status.ts';
import { presentAgent } from './agent-view.ts';
import { requireVisible } from './agents.policy.ts';
import type { AgentDeps } from './agents.ports.ts';
import { type AgentRow, findAgentToChange, updateAgentRow } from './agents.repository.ts';
import type { AgentStatus } from './agents.tables.ts';
import { requireReferences } from './check-references.ts';
import { hashOf } from './definition.ts';
import { changesBetween } from './diff.ts';

export interface AgentBody {
  status?: AgentStatus | undefined;
  access?: AgentRow['access'] | undefined;
}

/** Locks the agent and compares If-Match. */
export async function agentToChange(context: VerbContext, id: string): Promise<AgentRow> {
  const row = requireVisible(context, await findAgentToChange(context.tx, id));
  context.revision(row.revision);
  return row;
}

/** Writes a changed draft; PATCH and PUT differ only in how they make the definition. */
export async function saveAgent(
  context: VerbContext,
  deps: AgentDeps,
  row: AgentRow,
  definition: AgentDefinition,
  body: AgentBody,
) {
  await requireReferences(context.tx, deps, definition, Object.keys(body));
  const updated = await updateAgentRow(context.tx, row.id, {
    definition,
    draftHash: hashOf(definition),
    status: nextStatus(row, body.status),
    access: body.access ?? row.access,
  });
  const fields = changesBetween(row.definition, definition).map((change) => change.path);
  context.audit({
    resource: { kind: 'agents', id: row.id },
    details: { name: definition.name, fields: fields.slice(0, 100), status: updated.status, access: updated.access },
  });
  await context.emit({ type: 'agent.updated', data: { agent_id: row.id } });
  answerRevision(context, updated.revision);
  return presentAgent(context, updated);
}
