import { createHash } from 'node:crypto';
import { login } from '@agentforge/contracts/identity/endpoints';
import type { Tx } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import type { OpenContext } from '../../platform/context.ts';
import { openVerb, type Verb } from '../../platform/verb.ts';
import type { TenantsDoor } from '../tenants/index.ts';
import type { AccessTokens } from './access-token.ts';
import { openSession } from './open-session.ts';
import { verifyPassword } from './password.ts';
import { clearFailures, countFailure, readFailures } from './sessions.repository.ts';
import { findUsersByEmail, rolesOfUsers, type UserRow } from './users.repository.ts';

/** Unknown address, wrong password and disabled user answer alike, in about the same time. */
export function loginVerb(deps: { tokens: AccessTokens; tenants: TenantsDoor }): Verb {
  return openVerb(login, async (context, { body }) => {
    const emailHash = createHash('sha256').update(body.email).digest('hex');
    const candidates = await context.system('find the user who signs in', async (tx) => {
      refuseWhileLocked(context, (await readFailures(tx, emailHash)).lockedUntil);
      const tenant = body.tenant === undefined ? null : await deps.tenants.findBySlug(tx, body.tenant);
      if (body.tenant !== undefined && !tenant) return [];
      return findUsersByEmail(tx, body.email, tenant?.tenantId ?? null);
    });
    // Hashing is slow on purpose, so no transaction is open meanwhile.
    const matches = await matchingUsers(candidates, body.password);
    if (matches.length > 1) {
      throw new AppError('rule_broken', {
        detail: 'This address belongs to several organizations. Name yours in "tenant".',
      });
    }
    const user = matches[0];
    if (!user) {
      await context.system('count a failed sign-in', (tx) => recordFailure(context, tx, emailHash, candidates));
      throw new AppError('invalid_credentials', {
        detail: 'Email or password is not correct. Check both and try again.',
      });
    }
    refuseExpired(context, user);
    return context.system('open a session', async (tx) => {
      await clearFailures(tx, emailHash);
      const roles = (await rolesOfUsers(tx, [user.id])).get(user.id) ?? [];
      const answer = await openSession(context, tx, deps.tokens, user, roles);
      await context.auditIn(
        tx,
        user.tenantId,
        { kind: 'user', userId: user.id, email: user.email, sessionId: '' },
        {
          action: 'auth.login',
          resource: { kind: 'users', id: user.id },
        },
      );
      return answer;
    });
  });
}

/** Told only to whoever knows the password. */
function refuseExpired(context: OpenContext, { temporaryPasswordUntil: until }: UserRow): void {
  if (until === null || Date.parse(until) > context.now()) return;
  throw new AppError('invalid_credentials', {
    detail: 'This temporary password has expired. Ask an administrator for another one.',
  });
}

function refuseWhileLocked(context: OpenContext, lockedUntil: string | null): void {
  if (lockedUntil === null) return;
  const seconds = (Date.parse(lockedUntil) - context.now()) / 1000;
  if (seconds <= 0) return;
  throw new AppError('locked', {
    detail: `Too many failed attempts. Try again in ${Math.ceil(seconds / 60)} minutes.`,
    retryAfterSeconds: seconds,
  });
}

async function matchingUsers(candidates: readonly UserRow[], password: string): Promise<UserRow[]> {
  const matches: UserRow[] = [];
  for (const user of candidates) {
    if ((await verifyPassword(user.passwordHash, password)) && user.status === 'active') matches.push(user);
  }
  if (candidates.length === 0) await verifyPassword(null, password);
  return matches;
}

async function recordFailure(
  context: OpenContext,
  tx: Tx,
  emailHash: string,
  candidates: readonly UserRow[],
): Promise<void> {
  const state = await countFailure(tx, emailHash);
  for (const user of candidates) {
    await context.auditIn(
      tx,
      user.tenantId,
      { kind: 'anonymous' },
      {
        action: state.lockedUntil ? 'auth.login_locked' : 'auth.login_failed',
        result: 'failed',
        resource: { kind: 'users', id: user.id },
      },
    );
  }
}
