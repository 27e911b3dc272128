import { createTrigger } from '@agentforge/contracts/triggers/endpoints';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import { assertInvariant } from '@agentforge/kernel/trust';
import { type Verb, verb } from '../../platform/verb.ts';
import { newSecret } from './signature.ts';
import type { TriggerDeps } from './trigger-deps.ts';
import { sealSecret } from './trigger-secrets.ts';
import { presentTrigger } from './trigger-view.ts';
import { requireMayRun } from './triggers.policy.ts';
import { countTriggers, insertTrigger } from './triggers.repository.ts';

const mostPerAgent = 50;

export function createTriggerVerb(deps: TriggerDeps): Verb {
  return verb(createTrigger, async (context, { params, body }) => {
    await deps.agents.requireVisible(context, params.agent_id);
    requireMayRun(context);
    if ((await countTriggers(context.tx, params.agent_id)) >= mostPerAgent) {
      throw new AppError('rule_broken', {
        detail: `An agent may have ${mostPerAgent} triggers. Delete one that is not used any more.`,
      });
    }
    const { secret, hint } = newSecret();
    const place = { tenantId: context.tenantId, id: newId('trigger') };
    const row = await insertTrigger(context.tx, {
      ...place,
      agentId: params.agent_id,
      name: body.name,
      messageTemplate: body.message_template,
      isActive: body.is_active,
      createdBy: context.requireUserId(),
      secret: await sealSecret(deps.vault, context.tx, place, secret),
      secretHint: hint,
    });
    assertInvariant(row, 'an inserted trigger is returned');
    return { ...(await presentTrigger(context, deps, row)), secret };
  });
}
