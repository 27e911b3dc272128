import { createHmac, timingSafeEqual } from 'node:crypto';
import { getSetup, runSetup } from '@agentforge/contracts/identity/endpoints';
import { AppError } from '@agentforge/kernel/errors';
import { assertInvariant } from '@agentforge/kernel/trust';
import { openVerb, type Verb } from '../../platform/verb.ts';
import type { AccessDoor } from '../access/index.ts';
import type { TenantsDoor } from '../tenants/index.ts';
import type { AccessTokens } from './access-token.ts';
import { createFirstAdmin } from './first-admin.ts';
import { openSession } from './open-session.ts';
import { hashPassword, requireStrongPassword } from './password.ts';
import { findUser, rolesOfUsers } from './users.repository.ts';

/** The same in every process of an installation, and worthless once there is an organization. */
export function setupToken(jwtSecret: string): string {
  return createHmac('sha256', jwtSecret).update('agentforge first-run setup').digest('base64url').slice(0, 32);
}

export function getSetupVerb(tenants: TenantsDoor): Verb {
  return openVerb(getSetup, async (context) => ({
    required: !(await context.system('is setup needed', (tx) => tenants.any(tx))),
  }));
}

export function runSetupVerb(deps: {
  tenants: TenantsDoor;
  access: AccessDoor;
  tokens: AccessTokens;
  token: string;
}): Verb {
  return openVerb(runSetup, async (context, { body }) => {
    const given = Buffer.from(body.setup_token.padEnd(64).slice(0, 64));
    if (!timingSafeEqual(given, Buffer.from(deps.token.padEnd(64).slice(0, 64)))) {
      throw new AppError('forbidden', {
        detail: 'The setup link is not valid. Use the one printed where the server was started.',
      });
    }
    await requireStrongPassword(body.password, [body.email, body.first_name, body.last_name, body.organization]);
    const passwordHash = await hashPassword(body.password);
    return context.system('first-run setup', async (tx) => {
      const made = await createFirstAdmin(tx, deps, {
        organization: body.organization,
        email: body.email,
        passwordHash,
        firstName: body.first_name,
        lastName: body.last_name,
      });
      const user = await findUser(tx, made.userId);
      assertInvariant(user, 'the first admin was just inserted');
      const roles = (await rolesOfUsers(tx, [user.id])).get(user.id) ?? [];
      await context.auditIn(
        tx,
        made.tenantId,
        { kind: 'anonymous' },
        {
          action: 'setup.run',
          resource: { kind: 'tenants', id: made.tenantId },
          details: { email: body.email },
        },
      );
      return openSession(context, tx, deps.tokens, user, roles);
    });
  });
}
