import { allEndpoints } from '@agentforge/contracts/registry';
import { defaultRoles, permissions } from '@agentforge/contracts/shared/permissions';
import { code, page, table } from './markdown.ts';

/** Which default role holds which permission, and what each permission opens. */
export function permissionsPage(): string {
  const roleRows = permissions.map((permission) => [
    code(permission),
    ...defaultRoles.map((role) => (role.permissions.includes(permission) ? 'yes' : '')),
  ]);
  const operationRows = permissions.map((permission) => {
    const opened = allEndpoints.filter(({ access }) => access === permission).map(({ id }) => code(id));
    return [code(permission), opened.join(', ')];
  });
  const lead = 'Whoever calls an operation needs its permission, through a role or an API key.';
  return page('Permissions', 'packages/contracts/src/shared/permissions.ts', lead, [
    '## Default roles',
    table(['Permission', ...defaultRoles.map(({ name }) => name)], roleRows),
    '## Operations by permission',
    table(['Permission', 'Operations'], operationRows),
  ]);
}
