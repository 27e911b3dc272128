export { createIdentityRoom, type IdentityDoor } from './identity.room.ts';
export { countRoleHolders, findUser, rolesOfUsers, userEmails } from './users.repository.ts';
