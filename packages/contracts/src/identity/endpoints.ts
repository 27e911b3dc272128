import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, listQuery, noContent, page } from '../shared/schemas.ts';
import {
  createUserBody,
  loginBody,
  me,
  newPassword,
  session,
  setupBody,
  temporaryPassword,
  tokens,
  updateMeBody,
  updateUserBody,
  user,
} from './schemas.ts';

export const getSetup = endpoint({
  id: 'setup.status',
  method: 'GET',
  path: '/api/v1/setup',
  access: { public: 'A new installation has no user yet; tells only whether setup is needed' },
  summary: 'Whether first-run setup is needed',
  answer: z.object({ required: z.boolean() }),
});

export const runSetup = endpoint({
  id: 'setup.run',
  method: 'POST',
  path: '/api/v1/setup',
  access: { public: 'Guarded by the one-time token printed at the first start' },
  summary: 'Create the organization and its first Super Admin, once',
  body: setupBody,
  answer: tokens,
  status: 201,
  limitPerMinute: 10,
});

export const login = endpoint({
  id: 'auth.login',
  method: 'POST',
  path: '/api/v1/auth/login',
  aliases: ['/api/security/auth/login'],
  access: { public: 'Signing in; limited, locked after failures, same answer for unknown users' },
  summary: 'Sign in with email and password',
  description: 'Answers bearer tokens and sets an httpOnly cookie for browsers of the same origin.',
  body: loginBody,
  answer: tokens,
  limitPerMinute: 20,
});

export const refresh = endpoint({
  id: 'auth.refresh',
  method: 'POST',
  path: '/api/v1/auth/refresh',
  aliases: ['/api/security/auth/refresh'],
  access: { public: 'The refresh token is the credential; reuse ends the whole session' },
  summary: 'Exchange a refresh token for new tokens',
  body: z.strictObject({ refresh_token: z.string().min(1).max(512) }),
  answer: tokens,
  limitPerMinute: 60,
});

export const logout = endpoint({
  id: 'auth.logout',
  method: 'POST',
  path: '/api/v1/auth/logout',
  aliases: ['/api/security/auth/logout'],
  access: 'signed-in',
  summary: 'End this session',
  answer: noContent,
  status: 204,
  beforePasswordChange: true,
});

export const getMe = endpoint({
  id: 'auth.me',
  method: 'GET',
  path: '/api/v1/auth/me',
  aliases: ['/api/security/auth/me'],
  access: 'signed-in',
  summary: 'Who I am, what I may do',
  answer: me,
  beforePasswordChange: true,
});

export const updateMe = endpoint({
  id: 'auth.update_me',
  method: 'PATCH',
  path: '/api/v1/auth/me',
  aliases: ['/api/security/auth/me'],
  access: 'signed-in',
  summary: 'Change my name',
  body: updateMeBody,
  answer: user,
});

export const changePassword = endpoint({
  id: 'auth.change_password',
  method: 'POST',
  path: '/api/v1/auth/change-password',
  access: 'signed-in',
  summary: 'Change my password; every other session ends',
  body: z.strictObject({ current_password: z.string().min(1).max(1024), new_password: newPassword }),
  answer: noContent,
  status: 204,
  limitPerMinute: 10,
  beforePasswordChange: true,
});

export const listSessions = endpoint({
  id: 'sessions.list',
  method: 'GET',
  path: '/api/v1/auth/sessions',
  access: 'signed-in',
  summary: 'My sessions',
  answer: z.object({ data: z.array(session), next_cursor: z.null() }),
});

export const revokeSession = endpoint({
  id: 'sessions.revoke',
  method: 'DELETE',
  path: '/api/v1/auth/sessions/{session_id}',
  access: 'signed-in',
  summary: 'End one of my sessions',
  params: z.strictObject({ session_id: id('session') }),
  answer: noContent,
  status: 204,
});

const userParams = z.strictObject({ user_id: id('user') });

export const listUsers = endpoint({
  id: 'users.list',
  method: 'GET',
  path: '/api/v1/users',
  access: 'users:read',
  summary: 'Users of the organization',
  query: listQuery.extend({
    status: z.enum(['active', 'disabled', 'invited']).optional(),
    role_id: id('role').optional(),
  }),
  answer: page(user),
});

export const createUser = endpoint({
  id: 'users.create',
  method: 'POST',
  path: '/api/v1/users',
  access: 'users:write',
  summary: 'Add a user',
  body: createUserBody,
  answer: user,
  status: 201,
});

export const getUser = endpoint({
  id: 'users.get',
  method: 'GET',
  path: '/api/v1/users/{user_id}',
  access: 'users:read',
  summary: 'One user',
  params: userParams,
  answer: user,
});

export const updateUser = endpoint({
  id: 'users.update',
  method: 'PATCH',
  path: '/api/v1/users/{user_id}',
  access: 'users:write',
  summary: 'Change a user; disabling ends all sessions and keys at once',
  params: userParams,
  body: updateUserBody,
  answer: user,
});

export const resetPassword = endpoint({
  id: 'users.reset_password',
  method: 'POST',
  path: '/api/v1/users/{user_id}/reset-password',
  access: 'users:write',
  summary: 'Give a user a temporary password, shown this once; their sessions end and they must choose a new one',
  params: userParams,
  answer: temporaryPassword,
  answersSecret: true,
  limitPerMinute: 20,
});

export const deleteUser = endpoint({
  id: 'users.delete',
  method: 'DELETE',
  path: '/api/v1/users/{user_id}',
  access: 'users:delete',
  summary: 'Delete a user',
  params: userParams,
  answer: noContent,
  status: 204,
});
