import { listPermissions } from '@agentforge/contracts/access/endpoints';
import type { permission } from '@agentforge/contracts/access/schemas';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { client } from '../client.ts';
import { useSession } from '../session.tsx';

export type PermissionInfo = z.output<typeof permission>;
export type PermissionName = PermissionInfo['name'];

/** People without `roles:read` get their own permissions, named by themselves. */
function fromNames(names: readonly PermissionName[]): PermissionInfo[] {
  return names.map((name) => {
    const [group = name] = name.split(':');
    return { name, group: group.charAt(0).toUpperCase() + group.slice(1), description: '' };
  });
}

/** All permissions with their group and what they allow. */
export function usePermissions() {
  const { can, permissions } = useSession();
  const readable = can('roles:read');
  const query = useQuery({
    queryKey: ['permissions'],
    queryFn: async ({ signal }) => (await client.call(listPermissions, { signal })).data,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: readable,
  });
  return {
    data: readable ? query.data : fromNames(permissions),
    error: query.error,
    retry: () => void query.refetch(),
  };
}
