import { getTrigger, listTriggers } from '@agentforge/contracts/triggers/endpoints';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { TriggerDeps } from './trigger-deps.ts';
import { presentTrigger, presentTriggers } from './trigger-view.ts';
import { requireTrigger } from './triggers.policy.ts';
import { listTriggerRows } from './triggers.repository.ts';

export function listTriggersVerb(deps: TriggerDeps): Verb {
  return verb(listTriggers, async (context, { params, query }) => {
    await deps.agents.requireVisible(context, params.agent_id);
    const rows = await listTriggerRows(context.tx, { ...query, agentId: params.agent_id });
    const page = toPage(rows, query.limit, (row) => row);
    return { ...page, data: await presentTriggers(context, deps, page.data) };
  });
}

export function getTriggerVerb(deps: TriggerDeps): Verb {
  return verb(getTrigger, async (context, { params }) =>
    presentTrigger(context, deps, await requireTrigger(context, deps.agents, params.trigger_id)),
  );
}
