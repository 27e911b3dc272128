import { listRoles } from '@agentforge/contracts/access/endpoints';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { RoleHoldersPort } from './access.ports.ts';
import { presentRole } from './role-view.ts';
import { listRoleRows } from './roles.repository.ts';

export function listRolesVerb(holders: RoleHoldersPort): Verb {
  return verb(listRoles, async (context, { query }) => {
    const rows = await listRoleRows(context.tx, query);
    const counts = await holders.count(
      context.tx,
      rows.map((row) => row.id),
    );
    return toPage(rows, query.limit, (row) => presentRole(context, row, counts.get(row.id) ?? 0));
  });
}
