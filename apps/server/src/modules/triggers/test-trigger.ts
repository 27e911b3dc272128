import { testTrigger } from '@agentforge/contracts/triggers/endpoints';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import { assertInvariant } from '@agentforge/kernel/trust';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import { acceptDelivery } from './accept-delivery.ts';
import { findDeliveryOfEvent } from './deliveries.repository.ts';
import { sign, verify } from './signature.ts';
import type { TriggerDeps } from './trigger-deps.ts';
import { openSecrets } from './trigger-secrets.ts';
import { presentDelivery } from './trigger-view.ts';
import { requireCreator, requireTrigger } from './triggers.policy.ts';

/** Signed, checked and accepted like one from outside; a refusal is an answer too, with its reason. */
export function testTriggerVerb(deps: TriggerDeps): Verb {
  return streamVerb(testTrigger, async (context, { params, body }) => {
    const trigger = await context.transaction((own) => requireTrigger(own, deps.agents, params.trigger_id));
    requireCreator(context, trigger);
    const bytes = Buffer.from(JSON.stringify(body.payload ?? {}));
    const eventId = `test_${newId('delivery')}`;
    const secrets = await openSecrets(deps.vault, trigger, context.now());
    const timestamp = String(Math.floor(context.now() / 1000));
    const signature = sign(secrets[0] ?? '', eventId, timestamp, bytes);
    assertInvariant(
      verify({ id: eventId, timestamp, signature }, bytes, secrets, context.now()) === 'right',
      'what is signed with the secret is rightly signed',
    );
    try {
      await acceptDelivery(deps, { trigger, eventId, body: bytes, isTest: true, request: context.request });
    } catch (error) {
      if (!AppError.is(error)) throw error;
    }
    return context.transaction(async (own) => {
      const row = await findDeliveryOfEvent(own.tx, trigger.id, eventId);
      assertInvariant(row, 'a delivery is kept, accepted or refused');
      own.audit({ resource: { kind: 'triggers', id: trigger.id }, details: { status: row.status, run_id: row.runId } });
      return presentDelivery(row);
    });
  });
}
