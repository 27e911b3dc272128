export { createIdentityRoom, type IdentityDoor } from './identity.room.ts';
export { countRoleHolders, findUser } from './users.repository.ts';
