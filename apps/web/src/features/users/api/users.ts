import { listRoles } from '@agentforge/contracts/access/endpoints';
import type { Role } from '@agentforge/contracts/access/schemas';
import { createUser, deleteUser, listUsers, resetPassword, updateUser } from '@agentforge/contracts/identity/endpoints';
import type { createUserBody, User, updateUserBody } from '@agentforge/contracts/identity/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { client } from '../../../shared/client.ts';
import { useCursorList } from '../../../shared/lists/use-cursor-list.ts';
import { meKey } from '../../../shared/query-client.ts';
import { useSession } from '../../../shared/session.tsx';

export const usersKey = ['users'] as const;
export const statuses = ['active', 'disabled', 'invited'] as const;
export type UserStatus = (typeof statuses)[number];

export interface UserFilter {
  q: string;
  status: UserStatus | undefined;
  roleId: string | undefined;
}

export function useUsers({ q, status, roleId }: UserFilter) {
  return useCursorList<User>([...usersKey, 'list', q, status, roleId], (cursor, signal) =>
    client.call(listUsers, { query: { cursor, q: q || undefined, status, role_id: roleId }, signal }),
  );
}

/** Roles to choose from; none for people who may not see roles. */
export function useRoleChoices(): readonly Role[] {
  const { can } = useSession();
  const query = useQuery({
    queryKey: ['roles', 'choices'],
    queryFn: async ({ signal }) => (await client.call(listRoles, { query: { limit: 100 }, signal })).data,
    enabled: can('roles:read'),
  });
  return query.data ?? [];
}

function useRefresh() {
  const memory = useQueryClient();
  return () => {
    for (const queryKey of [usersKey, ['roles'], meKey]) void memory.invalidateQueries({ queryKey });
  };
}

export function useCreateUser() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (body: z.input<typeof createUserBody>) => client.call(createUser, { body }),
    onSuccess,
  });
}

export function useUpdateUser() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: z.input<typeof updateUserBody> }) =>
      client.call(updateUser, { params: { user_id: id }, body }),
    onSuccess,
  });
}

export function useResetPassword() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (id: string) => client.call(resetPassword, { params: { user_id: id } }),
    onSuccess,
  });
}

export function useDeleteUser() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (id: string) => client.call(deleteUser, { params: { user_id: id } }),
    onSuccess,
  });
}
