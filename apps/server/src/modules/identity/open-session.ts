import type { Tx } from '@agentforge/db/database';
import { newId } from '@agentforge/kernel/ids';
import type { OpenContext } from '../../platform/context.ts';
import type { RoleRow } from '../access/index.ts';
import { type AccessTokens, accessTokenSeconds } from './access-token.ts';
import { newSessionSecret } from './session-secrets.ts';
import { insertSession } from './sessions.repository.ts';
import { presentUser } from './user-view.ts';
import { type UserRow, updateUserRow } from './users.repository.ts';

export const sessionSeconds = 30 * 24 * 3600;

/** A new session with new secrets: nothing known before signing in is valid after. Sets the browser's cookie too. */
export async function openSession(
  context: OpenContext,
  tx: Tx,
  tokens: AccessTokens,
  user: UserRow,
  roles: readonly RoleRow[],
) {
  const id = newId('session');
  const cookie = newSessionSecret('afc', user.tenantId, id);
  const refresh = newSessionSecret('afr', user.tenantId, id);
  await insertSession(tx, {
    tenantId: user.tenantId,
    id,
    userId: user.id,
    cookieHash: cookie.hash,
    refreshHash: refresh.hash,
    userAgent: context.request.userAgent?.slice(0, 400) ?? null,
    ip: context.request.ip,
    expiresAt: new Date(context.now() + sessionSeconds * 1000).toISOString(),
  });
  const lastLoginAt = new Date(context.now()).toISOString();
  await updateUserRow(tx, user.tenantId, user.id, { lastLoginAt });
  context.reply.cookies.push({ name: 'session', value: cookie.text, maxAgeSeconds: sessionSeconds });
  return {
    access_token: await tokens.sign({ sub: user.id, tid: user.tenantId, sid: id }, context.now()),
    refresh_token: refresh.text,
    token_type: 'Bearer' as const,
    expires_in: accessTokenSeconds,
    user: presentUser({ ...user, lastLoginAt }, roles),
    must_change_password: user.temporaryPasswordUntil !== null,
  };
}
