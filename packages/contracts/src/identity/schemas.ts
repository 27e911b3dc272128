import { z } from 'zod';
import { permissions } from '../shared/permissions.ts';
import { id, rowPolicy, shortText, timestamp } from '../shared/schemas.ts';

export const email = z.string().trim().toLowerCase().max(254).pipe(z.email('is not an e-mail address'));

/** At least 10, at most 128 characters; no composition rules, but known and guessable ones are refused (NIST 800-63B). */
export const newPassword = z.string().min(10, 'must have at least 10 characters').max(128);

export const roleSummary = z.object({ id: id('role'), name: z.string() });

export const user = z
  .object({
    id: id('user'),
    email: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    status: z.enum(['active', 'disabled', 'invited']),
    roles: z.array(roleSummary),
    last_login_at: timestamp.nullable(),
    created_at: timestamp,
    updated_at: timestamp,
    policy: rowPolicy.optional(),
  })
  .meta({ id: 'User' });

export type User = z.output<typeof user>;

export const createUserBody = z.strictObject({
  email,
  password: newPassword,
  first_name: z.string().trim().max(100).default(''),
  last_name: z.string().trim().max(100).default(''),
  role_ids: z.array(id('role')).max(20).default([]),
});

export const updateUserBody = z.strictObject({
  first_name: z.string().trim().max(100).optional(),
  last_name: z.string().trim().max(100).optional(),
  role_ids: z.array(id('role')).max(20).optional(),
  status: z.enum(['active', 'disabled']).optional(),
});

/** Own name; the address and the roles are an administrator's to change. */
export const updateMeBody = z.strictObject({
  first_name: z.string().trim().max(100).optional(),
  last_name: z.string().trim().max(100).optional(),
});

/** Shown this once; it can be used to sign in and choose another until then. */
export const temporaryPassword = z
  .object({ temporary_password: z.string(), valid_until: timestamp })
  .meta({ id: 'TemporaryPassword' });

export const session = z
  .object({
    id: id('session'),
    current: z.boolean(),
    kind: z.enum(['browser', 'token']),
    user_agent: z.string().nullable(),
    ip: z.string().nullable(),
    created_at: timestamp,
    last_seen_at: timestamp,
    expires_at: timestamp,
  })
  .meta({ id: 'Session' });

export const tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('Bearer'),
  /** Seconds until the access token ends. */
  expires_in: z.number().int(),
  user,
  /** True: only `auth.me`, `auth.change_password` and `auth.logout` answer until the password is changed. */
  must_change_password: z.boolean(),
});

export const me = z
  .object({
    user,
    tenant: z.object({ id: id('tenant'), name: z.string(), slug: z.string() }),
    permissions: z.array(z.enum(permissions)),
    is_operator: z.boolean(),
    /** True after an administrator reset the password: nothing else works until a new one is chosen. */
    must_change_password: z.boolean(),
    features: z.record(z.string(), z.boolean()),
    limits: z.record(z.string(), z.number()),
  })
  .meta({ id: 'Me' });

export type Me = z.output<typeof me>;

export const loginBody = z.strictObject({
  email: z.string().trim().toLowerCase().min(1).max(254),
  password: z.string().min(1).max(1024),
  tenant: z.string().max(100).optional(),
});

export const setupBody = z.strictObject({
  setup_token: z.string().min(1).max(256),
  organization: shortText(120),
  email,
  password: newPassword,
  first_name: z.string().trim().max(100).default(''),
  last_name: z.string().trim().max(100).default(''),
});
