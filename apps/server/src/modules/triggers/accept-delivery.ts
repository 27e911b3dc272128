import { endpoint } from '@agentforge/contracts/shared/endpoint';
import { hookReceipt } from '@agentforge/contracts/triggers/schemas';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import type { Principal, RequestFacts, VerbContext } from '../../platform/context.ts';
import { streamVerb } from '../../platform/verb.ts';
import { claimDelivery, keepRun, recordRefusal, repeatDelivery } from './deliveries.repository.ts';
import { messageOf } from './read-body.ts';
import type { TriggerDeps } from './trigger-deps.ts';
import { holdActive, type TriggerRow } from './triggers.repository.ts';

/** A delivery whose signature was right. */
export interface Arrived {
  trigger: TriggerRow;
  eventId: string;
  body: Uint8Array;
  isTest: boolean;
  request: RequestFacts;
}

export interface Receipt {
  status: 'accepted';
  event_id: string;
  run_id: string;
}

/** Not mounted: only a delivery calls it, as its trigger's creator. */
const startFromTrigger = endpoint({
  id: 'triggers.start',
  method: 'POST',
  path: '/triggers/start',
  access: 'agents:execute',
  summary: 'Start a run by a trigger',
  answer: hookReceipt,
  status: 202,
});

/** Refusals have other keys. */
const accepted = 'event:';
const keyOf = (eventId: string) => accepted.concat(eventId);

/** One run per event: the first delivery starts it, each further one gets the same answer. Refusals are kept with their reason. */
export async function acceptDelivery(deps: TriggerDeps, arrived: Arrived): Promise<Receipt> {
  const { trigger, eventId } = arrived;
  const earlier = await deps.database.withTenant(trigger.tenantId, (tx) =>
    repeatDelivery(tx, trigger.id, keyOf(eventId)),
  );
  if (earlier) return receiptOf(earlier);
  try {
    const message = messageOf(trigger, arrived.body);
    return await start(deps, arrived, message, await principalFor(deps, trigger));
  } catch (error) {
    if (AppError.is(error)) await keepRefusal(deps, arrived, error);
    throw error;
  }
}

const receiptOf = ({ eventId, runId }: { eventId: string; runId: string }): Receipt => ({
  status: 'accepted',
  event_id: eventId,
  run_id: runId,
});

/** The rights of its creator as they are now, not as they were when it was made. */
async function principalFor(deps: TriggerDeps, trigger: TriggerRow): Promise<Principal> {
  if (!trigger.isActive) throw switchedOff();
  const { tenantId, createdBy: userId, name } = trigger;
  const principal = await deps.people.inNameOf(tenantId, userId, {
    kind: 'webhook',
    triggerId: trigger.id,
    name,
    userId,
  });
  if (principal?.permissions.has('agents:execute')) return principal;
  throw new AppError('forbidden', {
    detail: principal
      ? 'The person this trigger acts for may not use agents any more.'
      : 'The person this trigger acts for is no longer active in the organization.',
  });
}

const switchedOff = () => new AppError('forbidden', { detail: 'This trigger is switched off.' });

async function start(deps: TriggerDeps, arrived: Arrived, message: string, principal: Principal): Promise<Receipt> {
  const { trigger, eventId, isTest } = arrived;
  const id = newId('delivery');
  const verb = streamVerb(startFromTrigger, async (context) => {
    const agent = await deps.chat.agent(context, trigger.agentId);
    if (agent.version === null)
      throw new AppError('rule_broken', { detail: `"${agent.name}" is not published yet. Publish it first.` });
    const claim = async (own: VerbContext) => {
      if (!(await holdActive(own.tx, trigger.id))) throw switchedOff();
      return claimDelivery(own.tx, { id, triggerId: trigger.id, dedupeKey: keyOf(eventId), eventId, isTest });
    };
    const started = await deps.chat.startOnce(
      context,
      { agent, message, timezone: 'UTC', channel: 'webhook', outside: `webhook ${trigger.name}` },
      { claim, keep: (own, { runId }) => keepRun(own.tx, id, runId) },
    );
    if (started) return receiptOf({ eventId, runId: started.run.runId });
    const earlier = await context.transaction((own) => repeatDelivery(own.tx, trigger.id, keyOf(eventId)));
    if (earlier) return receiptOf(earlier);
    throw new AppError('conflict', { detail: 'The same event is being handled right now. Send it again in a moment.' });
  });
  const { requestId, ip, userAgent } = arrived.request;
  const outcome = await deps.runner.run(verb, {
    principal,
    request: { requestId, ip, userAgent },
    input: { params: {}, query: {}, body: undefined },
  });
  return hookReceipt.parse(outcome.answer);
}

async function keepRefusal(deps: TriggerDeps, { trigger, eventId, isTest }: Arrived, error: AppError): Promise<void> {
  await deps.database.withTenant(trigger.tenantId, (tx) =>
    recordRefusal(tx, {
      tenantId: trigger.tenantId,
      id: newId('delivery'),
      triggerId: trigger.id,
      dedupeKey: `refused:${error.code}:${eventId}`,
      eventId,
      reason: error.detail ?? error.message,
      isTest,
    }),
  );
}
