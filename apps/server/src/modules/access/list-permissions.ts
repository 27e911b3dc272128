import { listPermissions } from '@agentforge/contracts/access/endpoints';
import { type Permission, permissions } from '@agentforge/contracts/shared/permissions';
import { type Verb, verb } from '../../platform/verb.ts';

const groups: Record<string, string> = {
  agents: 'Agents',
  tools: 'Tools',
  users: 'Users',
  roles: 'Roles',
  security: 'Security',
  kb: 'Knowledge',
  settings: 'Settings',
  integrations: 'Integrations',
  demo: 'Demo lab',
  invitations: 'Invitations',
  analytics: 'Analytics',
};

const actions: Record<string, string> = {
  read: 'See',
  write: 'Create and change',
  delete: 'Delete',
  edit: 'Change the settings of',
  execute: 'Chat with and run',
  admin: 'Manage security settings and everyone’s API keys in',
  audit: 'Read the audit records of',
  mfa_manage: 'Manage multi-factor sign-in in',
  oauth_manage: 'Manage OAuth sign-in in',
  ldap_manage: 'Manage LDAP sign-in in',
  access: 'Use',
  manage: 'Manage',
};

export function listPermissionsVerb(): Verb {
  return verb(listPermissions, async () => ({ data: permissions.map(describe), next_cursor: null }));
}

function describe(name: Permission) {
  const [group = '', action = ''] = name.split(':');
  const label = groups[group] ?? group;
  return { name, group: label, description: `${actions[action] ?? action} ${label.toLowerCase()}` };
}
