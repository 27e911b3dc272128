import type { Tx } from '@agentforge/db/database';
import type { Room } from '../../platform/room.ts';
import { knownPermissions, requireHeld } from './access.policy.ts';
import type { KeyAgentsPort, RoleHoldersPort } from './access.ports.ts';
import { hashApiKey, isApiKey } from './api-key-secret.ts';
import { type ApiKeyRow, deleteApiKeysOf, findApiKeyByHash, touchApiKey } from './api-keys.repository.ts';
import { createApiKeyVerb } from './create-api-key.ts';
import { createRoleVerb } from './create-role.ts';
import { ensureDefaultRoles } from './default-roles.ts';
import { deleteApiKeyVerb } from './delete-api-key.ts';
import { deleteRoleVerb } from './delete-role.ts';
import { getRoleVerb } from './get-role.ts';
import { listApiKeysVerb } from './list-api-keys.ts';
import { listPermissionsVerb } from './list-permissions.ts';
import { listRolesVerb } from './list-roles.ts';
import { resetDefaultRolesVerb } from './reset-default-roles.ts';
import { findRoles, type RoleRow } from './roles.repository.ts';
import { updateRoleVerb } from './update-role.ts';

/** What identity and others may ask of access. */
export interface AccessDoor {
  ensureDefaultRoles(tx: Tx, tenantId: string): Promise<RoleRow[]>;
  findRoles(tx: Tx, ids: readonly string[]): Promise<RoleRow[]>;
  findApiKey(tx: Tx, key: string): Promise<ApiKeyRow | null>;
  touchApiKey(tx: Tx, row: ApiKeyRow): Promise<void>;
  deleteApiKeysOf(tx: Tx, userId: string): Promise<void>;
  isApiKey(token: string): boolean;
  knownPermissions: typeof knownPermissions;
  requireHeld: typeof requireHeld;
}

export function createAccessRoom(deps: { holders: RoleHoldersPort; agents: KeyAgentsPort }): {
  room: Room;
  door: AccessDoor;
} {
  const verbs = [
    listPermissionsVerb(),
    listRolesVerb(deps.holders),
    getRoleVerb(deps.holders),
    createRoleVerb(),
    updateRoleVerb(deps.holders),
    deleteRoleVerb(deps.holders),
    resetDefaultRolesVerb(deps.holders),
    listApiKeysVerb(),
    createApiKeyVerb(deps.agents),
    deleteApiKeyVerb(),
  ];
  const door: AccessDoor = {
    ensureDefaultRoles,
    findRoles,
    findApiKey: (tx, key) => findApiKeyByHash(tx, hashApiKey(key)),
    touchApiKey,
    deleteApiKeysOf,
    isApiKey,
    knownPermissions,
    requireHeld,
  };
  return { room: { name: 'access', verbs }, door };
}
