import { listRunPauses, resumeRuns } from '@agentforge/contracts/run-control/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { everyAgent, liftPause, listPauses } from './pauses.repository.ts';
import type { PeoplePort } from './runs.ports.ts';

/** Everybody may know why their agents do not answer. */
export function listRunPausesVerb(people: PeoplePort): Verb {
  return verb(listRunPauses, async ({ tx }) => {
    const rows = await listPauses(tx);
    const data = [];
    for (const row of rows)
      data.push({
        agent_id: row.agentId === everyAgent ? null : row.agentId,
        reason: row.reason,
        by: await people.label(tx, row.userId),
        since: row.createdAt,
      });
    return { data, next_cursor: null };
  });
}

export function resumeRunsVerb(): Verb {
  return verb(resumeRuns, async (context, { query }) => {
    const agentId = query.agent_id ?? null;
    if (!(await liftPause(context.tx, agentId ?? everyAgent))) throw notFound('pause');
    context.audit({ resource: { kind: agentId === null ? 'tenants' : 'agents', id: agentId ?? context.tenantId } });
    return undefined;
  });
}
