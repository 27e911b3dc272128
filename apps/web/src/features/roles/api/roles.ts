import {
  createRole,
  deleteRole,
  listRoles,
  resetDefaultRoles,
  updateRole,
} from '@agentforge/contracts/access/endpoints';
import type { Role, roleBody } from '@agentforge/contracts/access/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { client } from '../../../shared/client.ts';
import { useCursorList } from '../../../shared/lists/use-cursor-list.ts';
import { meKey } from '../../../shared/query-client.ts';

export const rolesKey = ['roles'] as const;

export function useRoles(q: string) {
  return useCursorList<Role>([...rolesKey, 'list', q], (cursor, signal) =>
    client.call(listRoles, { query: { cursor, q: q || undefined, limit: 50 }, signal }),
  );
}

/** Roles also show on users, and a change may concern what I may do myself. */
function useRefresh() {
  const memory = useQueryClient();
  return () => {
    for (const queryKey of [rolesKey, ['users'], meKey]) void memory.invalidateQueries({ queryKey });
  };
}

export interface SaveRole {
  role: Role | undefined;
  body: z.input<typeof roleBody>;
}

/** Adds a role or changes one. Default roles keep their name. */
export function useSaveRole() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ role, body }: SaveRole) => {
      if (!role) return client.call(createRole, { body });
      const { name, ...rest } = body;
      return client.call(updateRole, {
        params: { role_id: role.id },
        body: role.is_default ? rest : { name, ...rest },
      });
    },
    onSuccess,
  });
}

export function useDeleteRole() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (id: string) => client.call(deleteRole, { params: { role_id: id } }),
    onSuccess,
  });
}

export function useResetDefaultRoles() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: () => client.call(resetDefaultRoles, {}), onSuccess });
}
