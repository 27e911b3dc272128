import { resetDefaultRoles } from '@agentforge/contracts/access/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import type { RoleHoldersPort } from './access.ports.ts';
import { ensureDefaultRoles } from './default-roles.ts';
import { presentRole } from './role-view.ts';

export function resetDefaultRolesVerb(holders: RoleHoldersPort): Verb {
  return verb(resetDefaultRoles, async (context) => {
    const rows = await ensureDefaultRoles(context.tx, context.tenantId);
    const counts = await holders.count(
      context.tx,
      rows.map((row) => row.id),
    );
    await context.emit({ type: 'access.changed', data: {} });
    return { data: rows.map((row) => presentRole(context, row, counts.get(row.id) ?? 0)), next_cursor: null };
  });
}
