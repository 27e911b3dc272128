import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { newId } from '@agentforge/kernel/ids';
import type { VerbContext } from '../../platform/context.ts';
import { answerRevision } from '../../platform/revision.ts';
import { presentAgent } from './agent-view.ts';
import { requireUnbound } from './agents.policy.ts';
import { type AgentRow, insertAgent } from './agents.repository.ts';
import { hashOf } from './definition.ts';
import { freeSlug } from './slug.ts';

export interface NewAgent {
  definition: AgentDefinition;
  status?: 'draft' | 'paused' | 'archived' | undefined;
  access?: AgentRow['access'] | undefined;
  /** For the audit: where it came from. */
  origin: Record<string, unknown>;
}

/** Inserts a draft of the caller's own. References are checked by the caller. */
export async function insertNewAgent(context: VerbContext, wanted: NewAgent) {
  requireUnbound(context);
  const { definition } = wanted;
  const id = newId('agent');
  const slug = await freeSlug(context.tx, definition.name, id);
  const row = await insertAgent(context.tx, {
    tenantId: context.tenantId,
    id,
    slug,
    definition,
    draftHash: hashOf(definition),
    status: wanted.status ?? 'draft',
    access: wanted.access ?? { visibility: 'everyone' },
    ownerId: context.requireUserId(),
  });
  context.audit({ resource: { kind: 'agents', id }, details: { name: definition.name, ...wanted.origin } });
  await context.emit({ type: 'agent.created', data: { agent_id: id } });
  answerRevision(context, row.revision);
  return presentAgent(context, row);
}
