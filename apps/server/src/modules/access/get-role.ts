import { getRole } from '@agentforge/contracts/access/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import type { RoleHoldersPort } from './access.ports.ts';
import { presentRole } from './role-view.ts';
import { findRole } from './roles.repository.ts';

export function getRoleVerb(holders: RoleHoldersPort): Verb {
  return verb(getRole, async (context, { params }) => {
    const row = await findRole(context.tx, params.role_id);
    if (!row) throw notFound('role');
    const counts = await holders.count(context.tx, [row.id]);
    return presentRole(context, row, counts.get(row.id) ?? 0);
  });
}
