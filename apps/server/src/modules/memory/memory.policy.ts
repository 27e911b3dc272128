import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { notFound } from '@agentforge/kernel/errors';
import type { TenantContext, VerbContext } from '../../platform/context.ts';
import type { MemoryAgentsPort } from './memory.ports.ts';
import type { Owner } from './memory.repository.ts';

/** Agents that an API key is bound to; null for everybody else. */
export function boundAgents(context: TenantContext): readonly string[] | null {
  return context.actor.kind === 'api-key' ? context.actor.agentIds : null;
}

/** Whoever asks, of one agent: the only owner there is a way to name. Throws `not_found` for agents that are not there. */
export async function ownerOf(
  context: VerbContext,
  agents: MemoryAgentsPort,
  agentId: string,
): Promise<{ owner: Owner; agent: AgentDefinition }> {
  const bound = boundAgents(context);
  if (bound !== null && !bound.includes(agentId)) throw notFound('agent');
  const agent = await agents.current(context.tx, agentId);
  if (agent === null) throw notFound('agent');
  return { owner: { userId: context.requireUserId(), agentId }, agent };
}
