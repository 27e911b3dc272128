import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { forgetMyMemory, myMemory, myRememberingAgents } from '@agentforge/contracts/memory/endpoints';
import type { Tx } from '@agentforge/db/database';
import { toPage } from '../../platform/pagination.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { boundAgents } from './memory.policy.ts';
import type { MemoryAgentsPort } from './memory.ports.ts';
import { countOwnMemories, eraseOwn, listOwnMemories } from './memory.repository.ts';
import { pausedAgents } from './memory-pauses.repository.ts';
import { presentMemory } from './memory-view.ts';

interface Deps {
  agents: MemoryAgentsPort;
  vault: Vault;
}

/** What a person sees and does with what all agents remember of them. */
export function ownMemoryVerbs({ agents, vault }: Deps): Verb[] {
  return [
    verb(myMemory, async (context, { query }) => {
      const { tx, tenantId } = context;
      const own = { userId: context.requireUserId(), agentIds: boundAgents(context) };
      const rows = await listOwnMemories(tx, { ...own, ...query, agentId: query.agent_id });
      const { data, next_cursor } = toPage(rows, query.limit, (row) => row);
      const known = await definitions(
        tx,
        agents,
        data.map(({ agentId }) => agentId),
      );
      const shown = data.map(async (row) => ({
        ...(await presentMemory(vault, tx, tenantId, row)),
        agent_name: known.get(row.agentId)?.name ?? '',
      }));
      return { data: await Promise.all(shown), next_cursor };
    }),
    verb(myRememberingAgents, async (context) => {
      const userId = context.requireUserId();
      const bound = boundAgents(context);
      const counts = new Map(
        (await countOwnMemories(context.tx, userId)).map(({ agentId, count }) => [agentId, count]),
      );
      const paused = new Set(await pausedAgents(context.tx, userId));
      const ids = [...new Set([...counts.keys(), ...paused])].filter((id) => bound === null || bound.includes(id));
      const known = await definitions(context.tx, agents, ids);
      const data = [...known].map(([agentId, { name, memory_enabled }]) => ({
        agent_id: agentId,
        agent_name: name,
        memories: counts.get(agentId) ?? 0,
        paused: paused.has(agentId),
        enabled: memory_enabled,
      }));
      return { data: data.toSorted((a, b) => a.agent_name.localeCompare(b.agent_name)) };
    }),
    verb(forgetMyMemory, async (context) => {
      const userId = context.requireUserId();
      const count = await eraseOwn(context.tx, userId, boundAgents(context));
      context.audit({ resource: { kind: 'users', id: userId }, details: { erased: count } });
      return undefined;
    }),
  ];
}

async function definitions(
  tx: Tx,
  agents: MemoryAgentsPort,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AgentDefinition>> {
  const known = new Map<string, AgentDefinition>();
  for (const id of new Set(ids)) {
    const agent = await agents.current(tx, id);
    if (agent) known.set(id, agent);
  }
  return known;
}
