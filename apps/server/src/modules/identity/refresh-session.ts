import { refresh } from '@agentforge/contracts/identity/endpoints';
import type { Tx } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import type { OpenContext } from '../../platform/context.ts';
import { openVerb, type Verb } from '../../platform/verb.ts';
import { type AccessTokens, accessTokenSeconds } from './access-token.ts';
import { sessionSeconds } from './open-session.ts';
import { newSessionSecret, type ParsedSecret, parseSessionSecret, sameHash } from './session-secrets.ts';
import { lockSession, revokeSessionRow, rotateRefresh } from './sessions.repository.ts';
import { presentUser } from './user-view.ts';
import { findUser, rolesOfUsers } from './users.repository.ts';

const refused = (): AppError => new AppError('unauthenticated', { detail: 'This session has ended. Sign in again.' });

/** Each refresh token works once. A used one coming back means two hold it, so the whole session ends. */
export function refreshVerb(tokens: AccessTokens): Verb {
  return openVerb(refresh, async (context, { body }) => {
    const parsed = parseSessionSecret('afr', body.refresh_token);
    if (!parsed) throw refused();
    const answer = await context.system('rotate a refresh token', (tx) => rotate(context, tx, tokens, parsed));
    if (!answer) throw refused();
    return answer;
  });
}

async function rotate(context: OpenContext, tx: Tx, tokens: AccessTokens, parsed: ParsedSecret) {
  const session = await lockSession(tx, parsed.sessionId);
  if (!session || session.tenantId !== parsed.tenantId || session.revokedAt !== null) return null;
  if (Date.parse(session.expiresAt) <= context.now()) return null;
  const user = await findUser(tx, session.userId);
  if (user?.status !== 'active') return null;
  if (!sameHash(session.refreshHash, parsed.hash)) {
    await revokeSessionRow(tx, session.id, 'refresh token used twice');
    await context.auditIn(
      tx,
      session.tenantId,
      { kind: 'anonymous' },
      {
        action: 'auth.refresh_reused',
        result: 'denied',
        resource: { kind: 'sessions', id: session.id },
      },
    );
    return null;
  }
  const next = newSessionSecret('afr', session.tenantId, session.id);
  await rotateRefresh(tx, session.id, next.hash, new Date(context.now() + sessionSeconds * 1000).toISOString());
  const roles = (await rolesOfUsers(tx, [user.id])).get(user.id) ?? [];
  return {
    access_token: await tokens.sign({ sub: user.id, tid: user.tenantId, sid: session.id }, context.now()),
    refresh_token: next.text,
    token_type: 'Bearer' as const,
    expires_in: accessTokenSeconds,
    user: presentUser(user, roles),
    must_change_password: user.temporaryPasswordUntil !== null,
  };
}
