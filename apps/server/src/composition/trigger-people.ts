import type { AccessDoor } from '../modules/access/index.ts';
import { findUser, type IdentityDoor, rolesOfUsers } from '../modules/identity/index.ts';
import type { PeoplePort, PersonFacts } from '../modules/triggers/index.ts';

/** The people whose rights triggers run with. */
export function triggerPeople(identity: IdentityDoor, access: AccessDoor): PeoplePort {
  return {
    inNameOf: (tenantId, userId, actor) => identity.inNameOf(tenantId, userId, actor),
    describe: async (tx, userIds) => {
      const roles = await rolesOfUsers(tx, userIds);
      const found = new Map<string, PersonFacts>();
      for (const id of userIds) {
        const user = await findUser(tx, id);
        if (!user) continue;
        const held = access.knownPermissions((roles.get(id) ?? []).flatMap((role) => role.permissions));
        const label = [user.firstName, user.lastName].filter(Boolean).join(' ') || user.email;
        found.set(id, { label, canRun: user.status === 'active' && held.includes('agents:execute') });
      }
      return found;
    },
  };
}
