export { createIdentityRoom, type IdentityDoor } from './identity.room.ts';
export { findPeople, type Person, peopleWithRoles, searchPeople } from './people.repository.ts';
export { countRoleHolders, findUser, rolesOfUsers, userEmails } from './users.repository.ts';
