import { listRetiringModels } from '@agentforge/contracts/models/endpoints';
import type { retiringModel } from '@agentforge/contracts/models/schemas';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { client } from '../client.ts';
import { useSession } from '../session.tsx';

export type RetiringModel = z.output<typeof retiringModel>;

/** Models that retire within 90 days, soonest first. Asks connections, so it is read seldom. */
export function useRetiringModels() {
  const { can } = useSession();
  return useQuery({
    queryKey: ['models', 'retiring'],
    queryFn: async ({ signal }) => (await client.call(listRetiringModels, { signal })).data,
    enabled: can('agents:read'),
    staleTime: 300_000,
  });
}
