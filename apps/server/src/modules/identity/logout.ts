import { logout } from '@agentforge/contracts/identity/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import { revokeSessionRow } from './sessions.repository.ts';

export function logoutVerb(): Verb {
  return verb(logout, async (context) => {
    const { actor } = context;
    if (actor.kind === 'user') {
      await revokeSessionRow(context.tx, actor.sessionId, 'signed out');
      await context.emit({ type: 'session.ended', data: { session_id: actor.sessionId } });
      context.audit({ resource: { kind: 'sessions', id: actor.sessionId } });
    }
    context.reply.cookies.push({ name: 'session', value: '', maxAgeSeconds: null });
    return undefined;
  });
}
