import { moment } from '@agentforge/db/column-types';
import { tenantReference, tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { roles } from '../access/index.ts';

export const users = tenantTable(
  'users',
  {
    /** Lower case. */
    email: text('email').notNull(),
    passwordHash: text('password_hash'),
    /** Set by an administrator's reset: until then it opens, and only to choose another. */
    temporaryPasswordUntil: moment('temporary_password_until'),
    firstName: text('first_name').notNull().default(''),
    lastName: text('last_name').notNull().default(''),
    status: text('status').notNull().default('active'),
    isOperator: boolean('is_operator').notNull().default(false),
    lastLoginAt: moment('last_login_at'),
    ...timestamps(),
  },
  (table) => [unique('users_email').on(table.tenantId, table.email), index('users_by_email').on(table.email)],
);

export const userRoles = tenantTable(
  'user_roles',
  { userId: text('user_id').notNull(), roleId: text('role_id').notNull() },
  (table) => [
    unique('user_roles_once').on(table.tenantId, table.userId, table.roleId),
    tenantReference({ from: [table.tenantId, table.userId], to: users, onDelete: 'cascade' }),
    tenantReference({ from: [table.tenantId, table.roleId], to: roles, onDelete: 'restrict' }),
  ],
);

/** One signed-in browser or client. Secrets are kept as SHA-256. */
export const sessions = tenantTable(
  'sessions',
  {
    userId: text('user_id').notNull(),
    cookieHash: text('cookie_hash').notNull(),
    refreshHash: text('refresh_hash').notNull(),
    userAgent: text('user_agent'),
    ip: text('ip'),
    lastSeenAt: moment('last_seen_at').notNull().default(sql`now()`),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
    revokedReason: text('revoked_reason'),
    ...timestamps(),
  },
  (table) => [
    index('sessions_user').on(table.tenantId, table.userId),
    tenantReference({ from: [table.tenantId, table.userId], to: users, onDelete: 'cascade' }),
  ],
);

/** Failures by address, whether a user has it or not, so that a lock tells nothing. */
export const loginFailures = pgTable('login_failures', {
  emailHash: text('email_hash').primaryKey(),
  count: integer('count').notNull().default(0),
  lastAt: moment('last_at').notNull().default(sql`now()`),
  lockedUntil: moment('locked_until'),
});
