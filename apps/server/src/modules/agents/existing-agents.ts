import type { Tx } from '@agentforge/db/database';
import { findAgent } from './agents.repository.ts';

/** Those of `ids` that are agents of this tenant. For the few ids of one request. */
export async function existingAgents(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const id of ids) if (await findAgent(tx, id)) found.add(id);
  return found;
}

/** What those of `ids` are called that are agents of the tenant. */
export async function agentNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const id of new Set(ids)) {
    const agent = await findAgent(tx, id);
    if (agent) names.set(id, agent.definition.name);
  }
  return names;
}
