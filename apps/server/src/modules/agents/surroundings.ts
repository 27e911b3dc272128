import type { Tx } from '@agentforge/db/database';
import type { AgentDeps } from './agent-deps.ts';
import type { Surroundings } from './agent-file.ts';

/** Tools and knowledge bases of the tenant, by name. */
export async function surroundings(tx: Tx, deps: Pick<AgentDeps, 'tools' | 'knowledge'>): Promise<Surroundings> {
  return { tools: await deps.tools.list(tx), bases: await deps.knowledge.list(tx) };
}
