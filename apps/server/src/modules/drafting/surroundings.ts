import type { Tx } from '@agentforge/db/database';
import type { DraftingDeps, Surroundings } from './drafting.ports.ts';

/** Tools and knowledge bases of the tenant, by name. */
export async function surroundings(tx: Tx, deps: Pick<DraftingDeps, 'tools' | 'knowledge'>): Promise<Surroundings> {
  return { tools: await deps.tools.list(tx), bases: await deps.knowledge.list(tx) };
}
