export { createIdentityRoom, type IdentityDoor } from './identity.room.ts';
export { countRoleHolders, existingUsers, findUser, rolesOfUsers } from './users.repository.ts';
