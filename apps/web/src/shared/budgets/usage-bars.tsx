import type { BudgetLimit, BudgetUsage } from '@agentforge/contracts/budgets/schemas';
import { Progress } from '@agentforge/ui/progress';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';
import { amountText, type Measure, measuresOf } from './amounts.ts';

interface UsageBarsProps {
  limit: BudgetLimit;
  usage: BudgetUsage;
  /** Whose use it is, for people who only hear the bars. */
  whose: string;
}

/** One bar for each limited amount: what is used, of how much. */
export function UsageBars({ limit, usage, whose }: UsageBarsProps): ReactNode {
  return (
    <ul className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
      {measuresOf(limit, usage).map((measure) => (
        <li key={measure.kind} className="min-w-0">
          <UsageBar measure={measure} soft={limit.soft_ratio} whose={whose} />
        </li>
      ))}
    </ul>
  );
}

interface UsageBarProps {
  measure: Measure;
  soft: number | null;
  whose: string;
}

function UsageBar({ measure, soft, whose }: UsageBarProps): ReactNode {
  const { t } = useTranslation('budgets');
  const format = useFormat();
  const { kind, used, most, atLeast } = measure;
  const share = used / most;
  const amount = amountText(format, kind, used);
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap justify-between gap-x-3 text-[0.8125rem]">
        <span className="text-muted">{t(`amounts.${kind}`)}</span>
        <span className="tabular-nums">
          {t('usedOf', { used: atLeast ? t('atLeast', { amount }) : amount, most: amountText(format, kind, most) })}
        </span>
      </p>
      <Progress
        value={used}
        max={most}
        label={t('barOf', { whose, kind: t(`amounts.${kind}`) })}
        tone={share >= 1 ? 'danger' : share >= (soft ?? 0.8) ? 'accent' : 'success'}
      />
    </div>
  );
}
