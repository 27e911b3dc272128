import { getSetup } from '@agentforge/contracts/identity/endpoints';
import { useQuery } from '@tanstack/react-query';
import { client } from '../client.ts';

export const setupKey = ['setup'] as const;

/** Whether this installation still waits for its first account. */
export function useSetupStatus() {
  return useQuery({
    queryKey: setupKey,
    queryFn: ({ signal }) => client.call(getSetup, { signal }),
    staleTime: 60_000,
  });
}
