import { listUsers } from '@agentforge/contracts/identity/endpoints';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { AccessDoor } from '../access/index.ts';
import { presentUser } from './user-view.ts';
import { userPolicy } from './users.policy.ts';
import { listUserRows, rolesOfUsers } from './users.repository.ts';

export function listUsersVerb(access: AccessDoor): Verb {
  return verb(listUsers, async (context, { query }) => {
    const rows = await listUserRows(context.tx, query);
    const roles = await rolesOfUsers(
      context.tx,
      rows.map((row) => row.id),
    );
    return toPage(rows, query.limit, (row) => {
      const own = roles.get(row.id) ?? [];
      return { ...presentUser(row, own), policy: userPolicy(context, access, row, own) };
    });
  });
}
