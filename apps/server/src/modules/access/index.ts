export type { RoleHoldersPort } from './access.ports.ts';
export { type AccessDoor, createAccessRoom } from './access.room.ts';
export { roles } from './access.tables.ts';
export { findRoles, listRoleRows, type RoleRow } from './roles.repository.ts';
