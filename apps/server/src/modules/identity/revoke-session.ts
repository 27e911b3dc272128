import { revokeSession } from '@agentforge/contracts/identity/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { findSession, revokeSessionRow } from './sessions.repository.ts';

export function revokeSessionVerb(): Verb {
  return verb(revokeSession, async (context, { params }) => {
    const session = await findSession(context.tx, params.session_id);
    if (!session || session.userId !== context.requireUserId()) throw notFound('session');
    await revokeSessionRow(context.tx, session.id, 'ended by its user');
    await context.emit({ type: 'session.ended', data: { session_id: session.id } });
    context.audit({ resource: { kind: 'sessions', id: session.id } });
    return undefined;
  });
}
