import { rotateTriggerSecret } from '@agentforge/contracts/triggers/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { newSecret } from './signature.ts';
import type { TriggerDeps } from './trigger-deps.ts';
import { sealSecret } from './trigger-secrets.ts';
import { presentTrigger } from './trigger-view.ts';
import { requireCreator, requireTrigger } from './triggers.policy.ts';
import { updateTriggerRow } from './triggers.repository.ts';

/** Both secrets are accepted during the overlap, so that no delivery is lost while the sender changes over. */
export function rotateSecretVerb(deps: TriggerDeps): Verb {
  return verb(rotateTriggerSecret, async (context, { params, body }) => {
    const found = await requireTrigger(context, deps.agents, params.trigger_id);
    requireCreator(context, found);
    const { secret, hint } = newSecret();
    const until = new Date(context.now() + body.overlap_hours * 3_600_000).toISOString();
    const row = await updateTriggerRow(context.tx, found.id, {
      secret: await sealSecret(deps.vault, context.tx, found, secret),
      secretHint: hint,
      previousSecret: body.overlap_hours === 0 ? null : found.secret,
      previousSecretUntil: body.overlap_hours === 0 ? null : until,
    });
    if (!row) throw notFound('trigger');
    context.audit({
      resource: { kind: 'triggers', id: row.id },
      details: { overlap_hours: body.overlap_hours },
    });
    return { ...(await presentTrigger(context, deps, row)), secret };
  });
}
