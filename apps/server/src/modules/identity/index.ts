export { createIdentityRoom, type IdentityDoor } from './identity.room.ts';
export { countRoleHolders, findUser, rolesOfUsers } from './users.repository.ts';
