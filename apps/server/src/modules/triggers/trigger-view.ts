import type { VerbContext } from '../../platform/context.ts';
import type { DeliveryRow } from './deliveries.repository.ts';
import type { TriggerDeps } from './trigger-deps.ts';
import { triggerPolicy } from './triggers.policy.ts';
import type { PersonFacts } from './triggers.ports.ts';
import { lastDeliveries, type TriggerRow } from './triggers.repository.ts';

export async function presentTriggers(context: VerbContext, deps: TriggerDeps, rows: readonly TriggerRow[]) {
  const people = await deps.people.describe(context.tx, [...new Set(rows.map((row) => row.createdBy))]);
  const last = await lastDeliveries(
    context.tx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    ...present(row, people.get(row.createdBy), deps, context.now()),
    last_delivery_at: last.get(row.id) ?? null,
    policy: triggerPolicy(context, row),
  }));
}

function present(row: TriggerRow, person: PersonFacts | undefined, deps: TriggerDeps, now: number) {
  const until = row.previousSecretUntil;
  return {
    id: row.id,
    agent_id: row.agentId,
    name: row.name,
    message_template: row.messageTemplate,
    is_active: row.isActive,
    url: new URL(`/api/v1/hooks/${row.id}`, deps.config.baseUrl).href,
    secret_hint: row.secretHint,
    previous_secret_until: until !== null && Date.parse(until) > now ? until : null,
    runs_as: { user_id: row.createdBy, label: person?.label ?? 'Deleted user', can_run: person?.canRun ?? false },
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}

/** One trigger as its page shows it. */
export async function presentTrigger(context: VerbContext, deps: TriggerDeps, row: TriggerRow) {
  const [view] = await presentTriggers(context, deps, [row]);
  if (!view) throw new Error('one row has one view');
  return view;
}

export function presentDelivery(row: DeliveryRow) {
  return {
    id: row.id,
    trigger_id: row.triggerId,
    status: row.status === 'accepted' ? ('accepted' as const) : ('refused' as const),
    reason: row.reason,
    event_id: row.eventId,
    run_id: row.runId,
    is_test: row.isTest,
    attempts: row.attempts,
    received_at: row.receivedAt,
    last_received_at: row.lastReceivedAt,
  };
}
