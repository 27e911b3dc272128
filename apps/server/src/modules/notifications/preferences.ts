import { getPreferences, updatePreferences } from '@agentforge/contracts/notifications/endpoints';
import type { VerbContext } from '../../platform/context.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { declined, keepPreference } from './preferences.repository.ts';

export function getPreferencesVerb(emailAvailable: boolean): Verb {
  return verb(getPreferences, (context) => present(context, emailAvailable));
}

export function updatePreferencesVerb(emailAvailable: boolean): Verb {
  return verb(updatePreferences, async (context, { body }) => {
    const userId = context.requireUserId();
    await keepPreference(context.tx, context.tenantId, userId, body.approvals_by_email);
    context.audit({ resource: { kind: 'notifications', id: userId }, details: { ...body } });
    return present(context, emailAvailable);
  });
}

async function present(context: VerbContext, emailAvailable: boolean) {
  const userId = context.requireUserId();
  const off = await declined(context.tx, context.tenantId, [userId]);
  return { email_available: emailAvailable, approvals_by_email: !off.has(userId) };
}
