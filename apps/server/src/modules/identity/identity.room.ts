import type { Database, Tx } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import type { Authenticator } from '../../platform/auth/authenticator.ts';
import type { Secrets } from '../../platform/config/secrets.ts';
import type { Actor, Principal } from '../../platform/context.ts';
import type { Room } from '../../platform/room.ts';
import type { AccessDoor } from '../access/index.ts';
import type { TenantsDoor } from '../tenants/index.ts';
import { AccessTokens } from './access-token.ts';
import { PrincipalReader } from './authenticate.ts';
import { changePasswordVerb } from './change-password.ts';
import { createUserVerb } from './create-user.ts';
import { deleteUserVerb } from './delete-user.ts';
import { createFirstAdmin, createTenantWithAdmin } from './first-admin.ts';
import { getMeVerb } from './get-me.ts';
import { getUserVerb } from './get-user.ts';
import { listSessionsVerb } from './list-sessions.ts';
import { listUsersVerb } from './list-users.ts';
import { loginVerb } from './login.ts';
import { logoutVerb } from './logout.ts';
import { hashPassword, requireStrongPassword } from './password.ts';
import { refreshVerb } from './refresh-session.ts';
import { resetPasswordVerb } from './reset-password.ts';
import { revokeSessionVerb } from './revoke-session.ts';
import { forgetEndedSessions, forgetOldFailures } from './sessions.repository.ts';
import { getSetupVerb, runSetupVerb, setupToken } from './setup.ts';
import { updateMeVerb } from './update-me.ts';
import { updateUserVerb } from './update-user.ts';

export interface IdentityDeps {
  database: Database;
  clock: Clock;
  secrets: Pick<Secrets, 'jwtSecret' | 'admin'>;
  access: AccessDoor;
  tenants: TenantsDoor;
  limits: Record<string, number>;
  /** What this installation offers beyond what everyone has. */
  features: Record<string, boolean>;
}

export interface IdentityDoor {
  authenticator: Authenticator;
  /** A person's rights at this moment for what acts in their name; null when they are disabled or gone. */
  inNameOf(tenantId: string, userId: string, actor: Actor): Promise<Principal | null>;
  /** What a first start needs: the token of the setup link, or null when there is nothing to set up (any more). */
  prepareFirstStart(): Promise<{ setupToken: string } | null>;
  /** A further organization with its Super Admin, in a system transaction. */
  createTenantWithAdmin(
    tx: Tx,
    admin: { organization: string; email: string; password: string },
  ): Promise<{ tenantId: string; userId: string }>;
}

export function createIdentityRoom(deps: IdentityDeps): { room: Room; door: IdentityDoor } {
  const tokens = new AccessTokens(deps.secrets.jwtSecret);
  const reader = new PrincipalReader({ ...deps, tokens });
  const token = setupToken(deps.secrets.jwtSecret);
  const verbs = [
    getSetupVerb(deps.tenants),
    runSetupVerb({ ...deps, tokens, token }),
    loginVerb({ tokens, tenants: deps.tenants }),
    refreshVerb(tokens),
    logoutVerb(),
    getMeVerb(deps),
    updateMeVerb(),
    changePasswordVerb(() => reader.forget()),
    listSessionsVerb(),
    revokeSessionVerb(),
    listUsersVerb(deps.access),
    getUserVerb(deps.access),
    createUserVerb(deps.access),
    updateUserVerb(deps.access),
    resetPasswordVerb(deps.access),
    deleteUserVerb(deps.access),
  ];
  const room: Room = {
    name: 'identity',
    verbs,
    housekeeping: [
      { name: 'ended sessions', run: forgetEndedSessions },
      { name: 'old sign-in failures', run: forgetOldFailures },
    ],
    listen: (events) => {
      for (const type of ['access.changed', 'user.disabled', 'user.deleted', 'session.ended']) {
        events.on(type, 'identity', async () => reader.forget());
      }
    },
  };
  const door: IdentityDoor = {
    authenticator: reader,
    inNameOf: (tenantId, userId, actor) => reader.inNameOf(tenantId, userId, actor),
    prepareFirstStart: () => prepareFirstStart(deps, token),
    createTenantWithAdmin: async (tx, { organization, email, password }) => {
      const passwordHash = await hashPassword(password);
      return createTenantWithAdmin(tx, deps, { organization, email, passwordHash, firstName: '', lastName: '' }, false);
    },
  };
  return { room, door };
}

async function prepareFirstStart(deps: IdentityDeps, token: string): Promise<{ setupToken: string } | null> {
  if (await deps.database.withSystem('is setup needed', (tx) => deps.tenants.any(tx))) return null;
  const { admin } = deps.secrets;
  if (!admin) return { setupToken: token };
  await requireStrongPassword(admin.password, [admin.email]);
  const passwordHash = await hashPassword(admin.password);
  await deps.database.withSystem('create the first admin from the environment', (tx) =>
    createFirstAdmin(tx, deps, {
      organization: 'My organization',
      email: admin.email,
      passwordHash,
      firstName: '',
      lastName: '',
    }),
  );
  return null;
}
