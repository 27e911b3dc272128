import { notFound } from '@agentforge/kernel/errors';
import type { VerbContext } from '../../platform/context.ts';
import { findRun, type RunRow } from './runs.repository.ts';

/** One's own runs, and all of them for those who build agents. */
export async function requireRun(context: VerbContext, id: string): Promise<RunRow> {
  const row = await findRun(context.tx, id);
  if (
    !row ||
    isOutOfReach(context, row.agentId) ||
    !(row.userId === context.requireUserId() || context.can('agents:write'))
  )
    throw notFound('run');
  return row;
}

/** An API key may be limited to some agents; runs of others are not there for it. */
function isOutOfReach({ actor }: VerbContext, agentId: string): boolean {
  return actor.kind === 'api-key' && actor.agentIds !== null && !actor.agentIds.includes(agentId);
}
