export { createIdentityRoom, type IdentityDoor } from './identity.room.ts';
export { countRoleHolders } from './users.repository.ts';
