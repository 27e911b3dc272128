import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePendingCount } from './approval-queries.ts';

/** How many approvals wait, at the end of the navigation entry. */
export function PendingBadge(): ReactNode {
  const { t } = useTranslation('shell');
  const { data: count = 0 } = usePendingCount();
  if (count === 0) return null;
  const most = count > 99;
  return (
    <span className="grid h-5 min-w-5 shrink-0 place-items-center rounded-full border border-warning-line bg-warning-soft px-1 text-[0.6875rem] font-semibold text-warning-text tabular-nums">
      <span aria-hidden>{most ? '99+' : count}</span>
      <span className="sr-only">{t('approvalsWaiting', { count })}</span>
    </span>
  );
}
