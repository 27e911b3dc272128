import type { BudgetStatus } from '@agentforge/contracts/budgets/schemas';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

type Titled = Pick<BudgetStatus, 'scope' | 'scope_id' | 'name'>;

/** Whom a limit is for: "Each person", "Agent Clerk", "The whole organization". */
export function useLimitTitle(): (limit: Titled) => string {
  const { t } = useTranslation('budgets');
  return useCallback(
    ({ scope, scope_id: scopeId, name }: Titled) => {
      if (scopeId === '*' || (scope !== 'agent' && scope !== 'user')) return t(`scope.${scope}`);
      return name ?? t('gone', { id: scopeId });
    },
    [t],
  );
}
