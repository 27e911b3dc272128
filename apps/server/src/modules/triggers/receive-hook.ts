import { receiveHook } from '@agentforge/contracts/triggers/endpoints';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import type { OpenContext } from '../../platform/context.ts';
import { openVerb, type Verb } from '../../platform/verb.ts';
import { acceptDelivery } from './accept-delivery.ts';
import { recordRefusal } from './deliveries.repository.ts';
import { newSecret, verify } from './signature.ts';
import type { TriggerDeps } from './trigger-deps.ts';
import { openSecrets } from './trigger-secrets.ts';
import { findTrigger, type TriggerRow } from './triggers.repository.ts';

/** Signed deliveries per minute and trigger, in proportion to RATE_LIMIT_PER_MINUTE (1200). */
const perMinute = 600;

const reasons = {
  missing: 'The headers webhook-id, webhook-timestamp and webhook-signature were not all there.',
  wrong: 'The signature did not fit: the sender has another secret, or the body was changed on the way.',
  late: 'Its time was more than 5 minutes off: it was sent late or again, or the sender’s clock is wrong.',
  many: 'Too many deliveries in one minute.',
};

/** The same for everything that is not rightly signed, also where there is no such trigger. */
const refused = () => new AppError('unauthenticated', { detail: 'The delivery is not signed as it should be.' });

export function receiveHookVerb(deps: TriggerDeps): Verb {
  // Compared with when there is no trigger, so that this takes as long.
  const nobody = [newSecret().secret];
  return openVerb(receiveHook, async (context, { params, body }) => {
    const bytes = body instanceof Uint8Array ? body : new Uint8Array();
    const trigger = await context.system('find the trigger of a delivery', (tx) => findTrigger(tx, params.trigger_id));
    const { webhook } = context.request;
    const secrets = trigger ? await openSecrets(deps.vault, trigger, context.now()) : nobody;
    const verdict = webhook ? verify(webhook, bytes, secrets, context.now()) : 'missing';
    if (!trigger) throw refused();
    if (!webhook || verdict !== 'right') {
      await keepUnsigned(deps, trigger, context, verdict === 'right' ? 'missing' : verdict);
      throw refused();
    }
    await limit(deps, trigger, context);
    return acceptDelivery(deps, {
      trigger,
      eventId: webhook.id,
      body: bytes,
      isTest: false,
      request: context.request,
    });
  });
}

/** Only what is rightly signed counts: strangers cannot use a trigger's limit up. */
async function limit(deps: TriggerDeps, trigger: TriggerRow, context: OpenContext): Promise<void> {
  const scale = deps.config.rateLimitPerMinute / 1200;
  const { allowed, resetSeconds } = await deps.limiter.hit(`trigger/${trigger.id}`, Math.ceil(perMinute * scale), 60);
  if (allowed) return;
  await keepUnsigned(deps, trigger, context, 'many');
  throw new AppError('rate_limited', {
    detail: `Too many deliveries. Try again in ${resetSeconds} seconds.`,
    retryAfterSeconds: resetSeconds,
  });
}

/** One line per reason and minute: what anybody can send must not fill the table. Nothing of it is kept. */
async function keepUnsigned(
  deps: TriggerDeps,
  trigger: TriggerRow,
  context: OpenContext,
  reason: keyof typeof reasons,
): Promise<void> {
  const minute = Math.floor(context.now() / 60_000);
  await deps.database.withTenant(trigger.tenantId, (tx) =>
    recordRefusal(tx, {
      tenantId: trigger.tenantId,
      id: newId('delivery'),
      triggerId: trigger.id,
      dedupeKey: `${reason}:${minute}`,
      eventId: null,
      reason: reasons[reason],
      isTest: false,
    }),
  );
}
