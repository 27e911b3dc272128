import type { BudgetStatus } from '@agentforge/contracts/budgets/schemas';
import { Badge } from '@agentforge/ui/badge';
import { Card, CardHeader } from '@agentforge/ui/card';
import { SkeletonText } from '@agentforge/ui/skeleton';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { amountKinds, amountText, limitFields } from '../../../shared/budgets/amounts.ts';
import { useMyBudgets } from '../../../shared/budgets/my-budgets.ts';
import { UsageBars } from '../../../shared/budgets/usage-bars.tsx';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';

/** The limits my messages count against, and how much of them is used. */
export function LimitsSection(): ReactNode {
  const { t } = useTranslation('budgets');
  const format = useFormat();
  const budgets = useMyBudgets();
  const limits = budgets.data?.data;
  return (
    <Card>
      <CardHeader title={t('mine.title')} description={t('mine.text')} />
      {budgets.error && <ErrorNotice error={budgets.error} onRetry={() => void budgets.refetch()} />}
      {!budgets.error && !limits && <SkeletonText lines={4} />}
      {limits?.length === 0 && <p className="text-sm text-muted">{t('mine.none')}</p>}
      {limits && limits.length > 0 && (
        <ul className="divide-y divide-line">
          {limits.map((limit) => (
            <LimitRow key={`${limit.scope} ${limit.period}`} limit={limit} />
          ))}
        </ul>
      )}
      {budgets.data && limits?.some(({ period }) => period === 'day') && (
        <p className="mt-4 text-[0.8125rem] text-subtle">
          {t('resets', {
            when: format.dateTime(budgets.data.resets_at),
            in: format.relative(budgets.data.resets_at),
          })}
        </p>
      )}
    </Card>
  );
}

function LimitRow({ limit }: { limit: BudgetStatus }): ReactNode {
  const { t } = useTranslation('budgets');
  const format = useFormat();
  const whose = t(limit.scope === 'tenant' ? 'mine.tenant' : limit.scope === 'run' ? 'mine.run' : 'mine.user');
  const [usage] = limit.usage;
  return (
    <li className="flex flex-col gap-3 py-4 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
        {whose}
        <Badge>{t(limit.scope === 'run' ? 'period.run' : `period.${limit.period}`)}</Badge>
      </p>
      {usage ? (
        <UsageBars limit={limit} usage={usage} whose={whose} />
      ) : (
        <p className="text-sm text-muted">
          {amountKinds
            .flatMap((kind) => {
              const most = limit[limitFields[kind]];
              return most === null ? [] : [t(`most.${kind}`, { amount: amountText(format, kind, most) })];
            })
            .join(' · ')}
        </p>
      )}
    </li>
  );
}
