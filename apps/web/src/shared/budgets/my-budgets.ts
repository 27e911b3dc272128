import { myBudgets } from '@agentforge/contracts/budgets/endpoints';
import { useQuery } from '@tanstack/react-query';
import { client } from '../client.ts';

export const budgetsKey = ['budgets'] as const;

/** The limits my messages count against, with what is used of them. */
export function useMyBudgets() {
  return useQuery({
    queryKey: [...budgetsKey, 'mine'],
    queryFn: ({ signal }) => client.call(myBudgets, { signal }),
    staleTime: 30_000,
  });
}
