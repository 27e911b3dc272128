import type { BudgetStatus } from '@agentforge/contracts/budgets/schemas';
import { Gauge } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';
import { amountText, measuresOf, tightest } from './amounts.ts';
import { useMyBudgets } from './my-budgets.ts';

/** One quiet line once a limit of mine is nearly or wholly used up, and when it starts anew. `round`: answers so far. */
export function NearLimit({ round }: { round: number }): ReactNode {
  const budgets = useMyBudgets();
  const { refetch } = budgets;
  // Each answer has used something.
  useEffect(() => {
    if (round > 0) void refetch();
  }, [round, refetch]);
  const near = budgets.data?.data
    .filter(({ usage }) => usage[0]?.near)
    .toSorted((left, right) => (right.usage[0]?.share ?? 0) - (left.usage[0]?.share ?? 0))[0];
  if (!budgets.data || !near) return null;
  return <NearLine limit={near} resetsAt={budgets.data.resets_at} />;
}

function NearLine({ limit, resetsAt }: { limit: BudgetStatus; resetsAt: string }): ReactNode {
  const { t } = useTranslation('budgets');
  const format = useFormat();
  const [usage] = limit.usage;
  const measure = usage && tightest(measuresOf(limit, usage));
  if (!measure) return null;
  const { kind, used, most } = measure;
  const text = t(used >= most ? 'near.over' : 'near.close', {
    limit: t(limit.scope === 'tenant' ? 'near.tenant' : 'near.mine'),
    used: t('usedOf', { used: amountText(format, kind, used), most: amountText(format, kind, most) }),
    kind: t(`amounts.${kind}`),
  });
  const hope = limit.period === 'day' ? t('near.anew', { when: format.relative(resetsAt) }) : t('near.ask');
  return (
    <p role="status" className="mx-auto mb-2 flex w-full max-w-3xl items-start gap-2 px-4 text-[0.8125rem] text-muted">
      <Gauge aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-text" />
      <span className="min-w-0">
        {text} {hope}
      </span>
    </p>
  );
}
