/** The 32 permissions of the master documentation, in its order. Adding one is a product decision. */
export const permissions = [
  'agents:read',
  'agents:write',
  'agents:delete',
  'agents:execute',
  'tools:read',
  'tools:write',
  'tools:delete',
  'tools:edit',
  'users:read',
  'users:write',
  'users:delete',
  'roles:read',
  'roles:write',
  'roles:delete',
  'security:admin',
  'security:audit',
  'security:mfa_manage',
  'security:oauth_manage',
  'security:ldap_manage',
  'kb:read',
  'kb:write',
  'kb:delete',
  'settings:read',
  'settings:write',
  'integrations:read',
  'integrations:write',
  'integrations:delete',
  'demo:access',
  'demo:manage',
  'invitations:read',
  'invitations:write',
  'analytics:read',
] as const;

export type Permission = (typeof permissions)[number];

const withheldFromAdmin = new Set<Permission>([
  'security:admin',
  'security:audit',
  'security:mfa_manage',
  'security:oauth_manage',
  'security:ldap_manage',
  'users:delete',
  'roles:delete',
]);

export interface DefaultRole {
  key: 'super_admin' | 'admin' | 'user' | 'viewer';
  name: string;
  description: string;
  permissions: readonly Permission[];
}

/** Roles every tenant starts with and `POST /roles/reset-defaults` restores. */
export const defaultRoles: readonly DefaultRole[] = [
  {
    key: 'super_admin',
    name: 'Super Admin',
    description: 'Full access including security management',
    permissions,
  },
  {
    key: 'admin',
    name: 'Admin',
    description: 'Administrative access without security management',
    permissions: permissions.filter((permission) => !withheldFromAdmin.has(permission)),
  },
  {
    key: 'user',
    name: 'User',
    description: 'Uses agents and knowledge',
    permissions: ['agents:read', 'agents:execute', 'tools:read', 'kb:read', 'demo:access'],
  },
  {
    key: 'viewer',
    name: 'Viewer',
    description: 'Looks, changes nothing',
    permissions: ['agents:read', 'tools:read', 'kb:read', 'analytics:read'],
  },
];
