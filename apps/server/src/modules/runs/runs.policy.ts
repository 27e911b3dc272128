import { notFound } from '@agentforge/kernel/errors';
import type { VerbContext } from '../../platform/context.ts';
import { findRun, type RunRow } from './runs.repository.ts';

/** One's own runs, and all of them for those who build agents. */
export async function requireRun(context: VerbContext, id: string): Promise<RunRow> {
  const row = await findRun(context.tx, id);
  if (!row || !(row.userId === context.requireUserId() || context.can('agents:write'))) throw notFound('run');
  return row;
}
