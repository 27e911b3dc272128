import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, listQuery, noContent, page } from '../shared/schemas.ts';
import { apiKey, createApiKeyBody, permission, role, roleBody } from './schemas.ts';

const roleParams = z.strictObject({ role_id: id('role') });

export const listPermissions = endpoint({
  id: 'permissions.list',
  method: 'GET',
  path: '/api/v1/permissions',
  access: 'roles:read',
  summary: 'All permissions with what they allow',
  answer: z.object({ data: z.array(permission), next_cursor: z.null() }),
});

export const listRoles = endpoint({
  id: 'roles.list',
  method: 'GET',
  path: '/api/v1/roles',
  access: 'roles:read',
  summary: 'Roles of the organization',
  query: listQuery,
  answer: page(role),
});

export const createRole = endpoint({
  id: 'roles.create',
  method: 'POST',
  path: '/api/v1/roles',
  access: 'roles:write',
  summary: 'Create a role from permissions you hold yourself',
  body: roleBody,
  answer: role,
  status: 201,
});

export const getRole = endpoint({
  id: 'roles.get',
  method: 'GET',
  path: '/api/v1/roles/{role_id}',
  access: 'roles:read',
  summary: 'One role',
  params: roleParams,
  answer: role,
});

export const updateRole = endpoint({
  id: 'roles.update',
  method: 'PATCH',
  path: '/api/v1/roles/{role_id}',
  access: 'roles:write',
  summary: 'Change a role; in force at once',
  params: roleParams,
  body: roleBody.partial(),
  answer: role,
});

export const deleteRole = endpoint({
  id: 'roles.delete',
  method: 'DELETE',
  path: '/api/v1/roles/{role_id}',
  access: 'roles:delete',
  summary: 'Delete a role nobody holds',
  params: roleParams,
  answer: noContent,
  status: 204,
});

export const resetDefaultRoles = endpoint({
  id: 'roles.reset_defaults',
  method: 'POST',
  path: '/api/v1/roles/reset-defaults',
  aliases: ['/api/security/roles/reset-defaults'],
  access: 'security:admin',
  summary: 'Give the default roles their documented permissions again',
  answer: z.object({ data: z.array(role), next_cursor: z.null() }),
});

export const listApiKeys = endpoint({
  id: 'api_keys.list',
  method: 'GET',
  path: '/api/v1/api-keys',
  access: 'signed-in',
  summary: 'My API keys; with security:admin, everyone’s',
  query: listQuery,
  answer: page(apiKey),
});

export const createApiKey = endpoint({
  id: 'api_keys.create',
  method: 'POST',
  path: '/api/v1/api-keys',
  access: 'signed-in',
  summary: 'Create an API key; it is shown this one time',
  body: createApiKeyBody,
  answer: apiKey.extend({ key: z.string() }),
  answersSecret: true,
  status: 201,
});

export const deleteApiKey = endpoint({
  id: 'api_keys.delete',
  method: 'DELETE',
  path: '/api/v1/api-keys/{key_id}',
  access: 'signed-in',
  summary: 'Revoke an API key; in force at once',
  params: z.strictObject({ key_id: id('API key') }),
  answer: noContent,
  status: 204,
});
