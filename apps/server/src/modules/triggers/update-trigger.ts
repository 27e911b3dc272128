import { deleteTrigger, updateTrigger } from '@agentforge/contracts/triggers/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { givenFields } from '../../platform/given-fields.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { TriggerDeps } from './trigger-deps.ts';
import { presentTrigger } from './trigger-view.ts';
import { requireCreator, requireTrigger } from './triggers.policy.ts';
import { deleteTriggerRow, updateTriggerRow } from './triggers.repository.ts';

export function updateTriggerVerb(deps: TriggerDeps): Verb {
  return verb(updateTrigger, async (context, { params, body }) => {
    const found = await requireTrigger(context, deps.agents, params.trigger_id);
    const switchesOff = body.is_active === false && Object.keys(body).length === 1;
    if (!switchesOff) requireCreator(context, found);
    const { name, message_template: messageTemplate, is_active: isActive } = body;
    const row = await updateTriggerRow(context.tx, found.id, givenFields({ name, messageTemplate, isActive }));
    if (!row) throw notFound('trigger');
    context.audit({ resource: { kind: 'triggers', id: row.id }, details: { fields: Object.keys(body) } });
    return presentTrigger(context, deps, row);
  });
}

export function deleteTriggerVerb(deps: TriggerDeps): Verb {
  return verb(deleteTrigger, async (context, { params }) => {
    const row = await requireTrigger(context, deps.agents, params.trigger_id);
    await deleteTriggerRow(context.tx, row.id);
    context.audit({ resource: { kind: 'triggers', id: row.id }, details: { name: row.name, agent_id: row.agentId } });
    return undefined;
  });
}
