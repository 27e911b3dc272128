import type { BudgetStatus } from '@agentforge/contracts/budgets/schemas';
import { Badge } from '@agentforge/ui/badge';
import { Card, CardHeader } from '@agentforge/ui/card';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { amountText, measuresOf, tightest } from '../../../shared/budgets/amounts.ts';
import { useFormat } from '../../../shared/format.ts';
import { useLimitTitle } from './use-limit-title.ts';

/** Who and what will be stopped soon, or is stopped already. Nothing when nobody is. */
export function NearSection({ limits }: { limits: readonly BudgetStatus[] }): ReactNode {
  const { t } = useTranslation('budgets');
  const near = limits
    .flatMap((limit) => limit.usage.filter((usage) => usage.near).map((usage) => ({ limit, usage })))
    .toSorted((left, right) => right.usage.share - left.usage.share);
  if (near.length === 0) return null;
  return (
    <Card>
      <CardHeader title={t('nearTitle')} description={t('nearText')} />
      <ul className="divide-y divide-line">
        {near.map(({ limit, usage }) => (
          <NearRow key={`${limit.scope} ${limit.period} ${usage.scope_id}`} limit={limit} usage={usage} />
        ))}
      </ul>
    </Card>
  );
}

function NearRow({ limit, usage }: { limit: BudgetStatus; usage: BudgetStatus['usage'][number] }): ReactNode {
  const { t } = useTranslation('budgets');
  const format = useFormat();
  const titleOf = useLimitTitle();
  const measure = tightest(measuresOf(limit, usage));
  const conversation = limit.scope === 'conversation' ? t('conversationOf', { id: usage.scope_id }) : undefined;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5 first:pt-0 last:pb-0">
      <div className="min-w-0">
        <p className="truncate text-sm font-medium">
          <bdi>{usage.name ?? conversation ?? titleOf(limit)}</bdi>
        </p>
        {measure && (
          <p className="text-[0.8125rem] text-muted tabular-nums">
            {t('usedOf', {
              used: amountText(format, measure.kind, measure.used),
              most: amountText(format, measure.kind, measure.most),
            })}{' '}
            · {t(`amounts.${measure.kind}`)} · {t(`period.${limit.period}`)}
          </p>
        )}
      </div>
      <Badge tone={usage.share >= 1 ? 'danger' : 'warning'}>
        {usage.share >= 1 ? t('usedUp') : t('usedShare', { share: format.percent(usage.share) })}
      </Badge>
    </li>
  );
}
