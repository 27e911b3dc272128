import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@agentforge/kernel/errors';
import { sqlStateOf } from './database-errors.ts';
import type { SqlConnection } from './sql-connection.ts';

/** Sees one tenant's rows. Neither owner nor superuser, so row security always holds. */
export const tenantRole = 'agentforge_app';
/** Sees all tenants' rows, for schedulers, retention and the like. */
export const systemRole = 'agentforge_system';

/** Roles belong to the whole server: two databases of it may create them at the same moment. */
const createText = (role: string) => `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
    CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$`;

const grantText = (role: string) => `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles u ON u.oid = m.member
                 WHERE r.rolname = '${role}' AND u.rolname = current_user) THEN
    EXECUTE format('GRANT ${role} TO %I', current_user);
  END IF;
END $$`;

async function createRoles(connection: SqlConnection): Promise<void> {
  for (const role of [tenantRole, systemRole]) {
    await connection.exec(createText(role));
    await connection.exec(grantText(role));
  }
}

/** Refuses to go on with roles someone has made too strong. */
async function checkRoles(connection: SqlConnection): Promise<void> {
  const { rows } = await connection.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1) and (rolsuper or rolbypassrls)',
    [[tenantRole, systemRole]],
  );
  const [strong] = rows;
  if (strong === undefined) return;
  throw new AppError('internal', {
    detail: `The database role ${strong.rolname} bypasses row security. Run: ALTER ROLE ${strong.rolname} NOSUPERUSER NOBYPASSRLS.`,
  });
}

const attempts = 5;

/** Creates both roles and lets the current user act as them. Safe to run at the same time from anywhere. */
export async function ensureRoles(connection: SqlConnection): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await createRoles(connection);
      break;
    } catch (error) {
      // XX000 is "tuple concurrently updated": another database of this server granted at the same moment.
      if (sqlStateOf(error) === '42501') throw missingRight(error);
      if (attempt === attempts || !['XX000', '23505', '42710'].includes(sqlStateOf(error) ?? '')) throw error;
      await delay(50 * attempt);
    }
  }
  await checkRoles(connection);
}

function missingRight(cause: unknown): AppError {
  return new AppError('internal', {
    detail:
      `The database user may not create the roles ${tenantRole} and ${systemRole}. ` +
      'Let an administrator create them (NOLOGIN) and grant them to this user, or give the user CREATEROLE.',
    cause,
  });
}
