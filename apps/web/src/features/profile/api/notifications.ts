import { getPreferences, updatePreferences } from '@agentforge/contracts/notifications/endpoints';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../../shared/client.ts';

const preferencesKey = ['notifications', 'preferences'] as const;

export function usePreferences() {
  return useQuery({ queryKey: preferencesKey, queryFn: ({ signal }) => client.call(getPreferences, { signal }) });
}

export function useUpdatePreferences() {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (approvals_by_email: boolean) => client.call(updatePreferences, { body: { approvals_by_email } }),
    onSuccess: (answer) => memory.setQueryData(preferencesKey, answer),
  });
}
