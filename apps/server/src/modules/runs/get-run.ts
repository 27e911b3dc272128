import { getRun, listRuns } from '@agentforge/contracts/chat/endpoints';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { childrenOf } from './family.repository.ts';
import { presentRun, presentWholeRun } from './run-view.ts';
import { requireRun } from './runs.policy.ts';
import { listRunRows, readEvents } from './runs.repository.ts';

export function getRunVerb(): Verb {
  return verb(getRun, async (context, { params }) => {
    const row = await requireRun(context, params.run_id);
    return presentWholeRun(row, await readEvents(context.tx, row.id), await childrenOf(context.tx, row.id));
  });
}

export function listRunsVerb(): Verb {
  return verb(listRuns, async (context, { query }) => {
    const userId = context.can('agents:write') ? null : context.requireUserId();
    return toPage(await listRunRows(context.tx, { ...query, userId }), query.limit, presentRun);
  });
}
