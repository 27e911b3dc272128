import { listDeliveries } from '@agentforge/contracts/triggers/endpoints';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { listDeliveryRows } from './deliveries.repository.ts';
import type { TriggerDeps } from './trigger-deps.ts';
import { presentDelivery } from './trigger-view.ts';
import { requireTrigger } from './triggers.policy.ts';

export function listDeliveriesVerb(deps: TriggerDeps): Verb {
  return verb(listDeliveries, async (context, { params, query }) => {
    const { id } = await requireTrigger(context, deps.agents, params.trigger_id);
    return toPage(await listDeliveryRows(context.tx, { ...query, triggerId: id }), query.limit, presentDelivery);
  });
}
