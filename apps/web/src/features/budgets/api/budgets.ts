import { listAgents } from '@agentforge/contracts/agents/endpoints';
import { listBudgets, replaceBudgets } from '@agentforge/contracts/budgets/endpoints';
import type { BudgetLimit, BudgetStatus } from '@agentforge/contracts/budgets/schemas';
import { listUsers } from '@agentforge/contracts/identity/endpoints';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { budgetsKey } from '../../../shared/budgets/my-budgets.ts';
import { client } from '../../../shared/client.ts';
import { useSession } from '../../../shared/session.tsx';
import { callVersioned, ifMatch } from '../../../shared/versioned.ts';

const listKey = [...budgetsKey, 'list'] as const;

/** All limits with what is used of them, looked at again every half minute. */
export function useBudgets() {
  return useQuery({
    queryKey: listKey,
    queryFn: ({ signal }) => callVersioned(listBudgets, { signal }),
    refetchInterval: 30_000,
  });
}

/** Writes the whole list; fails with 412 when somebody else has changed it since it was read. */
export function useReplaceBudgets(etag: string | undefined) {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: (limits: readonly BudgetLimit[]) =>
      callVersioned(replaceBudgets, { body: { data: [...limits] }, headers: ifMatch(etag) }),
    onSuccess: (written) => {
      memory.setQueryData(listKey, written);
      void memory.invalidateQueries({ queryKey: [...budgetsKey, 'mine'] });
    },
    onError: () => void memory.invalidateQueries({ queryKey: listKey }),
  });
}

/** A limit without what is used of it: what is written back. */
export function limitOf(status: BudgetStatus): BudgetLimit {
  const { name: _name, usage: _usage, ...limit } = status;
  return limit;
}

export interface Subject {
  value: string;
  label: string;
}

/** Agents or people a limit may name, found by typing. People only for those who may see them. */
export function useSubjects(scope: 'agent' | 'user', q: string) {
  const { can } = useSession();
  return useQuery({
    queryKey: ['subjects', scope, q],
    queryFn: async ({ signal }): Promise<Subject[]> => {
      const query = { q: q || undefined, limit: 20 };
      if (scope === 'agent') {
        const { data } = await client.call(listAgents, { query, signal });
        return data.map(({ id, name }) => ({ value: id, label: name }));
      }
      const { data } = await client.call(listUsers, { query, signal });
      return data.map(({ id, email }) => ({ value: id, label: email }));
    },
    enabled: can(scope === 'agent' ? 'agents:read' : 'users:read'),
    placeholderData: (before) => before,
  });
}
