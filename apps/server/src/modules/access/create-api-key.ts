import { createApiKey } from '@agentforge/contracts/access/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import { assertInvariant } from '@agentforge/kernel/trust';
import { type Verb, verb } from '../../platform/verb.ts';
import { requireHeld } from './access.policy.ts';
import type { KeyAgentsPort } from './access.ports.ts';
import { newApiKey } from './api-key-secret.ts';
import { presentApiKey } from './api-key-view.ts';
import { insertApiKey } from './api-keys.repository.ts';

const dayMs = 24 * 3600 * 1000;

export function createApiKeyVerb(agents: KeyAgentsPort): Verb {
  return verb(createApiKey, async (context, { body }) => {
    if (context.actor.kind !== 'user') {
      throw new AppError('forbidden', { detail: 'API keys are made by a signed-in person, not by another key.' });
    }
    requireHeld(context, body.scopes);
    const existing = await agents.existing(context.tx, body.agent_ids ?? []);
    if (body.agent_ids?.some((id) => !existing.has(id))) throw notFound('agent');
    const made = newApiKey();
    const row = await insertApiKey(context.tx, {
      tenantId: context.tenantId,
      id: newId('apiKey'),
      userId: context.actor.userId,
      name: body.name,
      prefix: made.prefix,
      keyHash: made.hash,
      scopes: body.scopes,
      agentIds: body.agent_ids,
      expiresAt:
        body.expires_in_days === null ? null : new Date(context.now() + body.expires_in_days * dayMs).toISOString(),
    });
    assertInvariant(row, 'an inserted key is returned');
    return { ...presentApiKey(row), key: made.key };
  });
}
