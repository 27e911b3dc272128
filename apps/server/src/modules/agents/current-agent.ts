import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { Tx } from '@agentforge/db/database';
import { findAgent } from './agents.repository.ts';
import { findVersion } from './versions.repository.ts';

/** What an agent is now: its live version, else its draft. Null when it is not there. */
export async function currentAgent(tx: Tx, agentId: string): Promise<AgentDefinition | null> {
  const row = await findAgent(tx, agentId);
  if (!row) return null;
  if (row.liveVersion === null) return row.definition;
  return (await findVersion(tx, agentId, row.liveVersion))?.definition ?? row.definition;
}
