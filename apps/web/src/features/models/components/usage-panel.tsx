import { EmptyState } from '@agentforge/ui/empty-state';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { type Column, Table } from '@agentforge/ui/table';
import { ChartNoAxesColumn } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { type ProviderUsage, useProviderUsage } from '../api/queries.ts';

type Row = ProviderUsage['data'][number];

/** What a connection was used for in the last 30 days and what it cost. */
export function UsagePanel({ providerId }: { providerId: string }): ReactNode {
  const usage = useProviderUsage(providerId);
  if (usage.error) return <ErrorNotice error={usage.error} onRetry={() => void usage.refetch()} />;
  if (!usage.data) return <SkeletonText lines={6} />;
  return <Usage usage={usage.data} />;
}

function Usage({ usage }: { usage: ProviderUsage }): ReactNode {
  const { t } = useTranslation('models');
  const format = useFormat();
  const cost = useCost();
  const columns = useColumns();
  const rough = usage.cost_is_lower_bound || usage.data.some((row) => row.cost_is_lower_bound);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
        <div>
          <p className="text-[0.8125rem] text-muted">{t('usage.total')}</p>
          <p className="text-2xl font-semibold tabular-nums">{cost(usage.cost_usd, usage.cost_is_lower_bound)}</p>
        </div>
        <p className="text-[0.8125rem] text-subtle">
          {t('usage.period', { from: format.date(usage.from), to: format.date(usage.to) })}
        </p>
      </div>
      <Table
        caption={t('usage.caption')}
        columns={columns}
        rows={usage.data}
        rowKey={(row) => row.model}
        empty={<EmptyState plain icon={ChartNoAxesColumn} title={t('usage.none')} text={t('usage.noneText')} />}
      />
      {rough && <p className="text-[0.8125rem] text-muted">{t('usage.lowerBoundText')}</p>}
    </div>
  );
}

function useCost(): (dollars: number | null, lowerBound: boolean) => string {
  const { t } = useTranslation('models');
  const format = useFormat();
  return (dollars, lowerBound) => {
    if (dollars === null) return t('usage.unknown');
    return lowerBound ? t('usage.lowerBound', { cost: format.money(dollars) }) : format.money(dollars);
  };
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation('models');
  const format = useFormat();
  const cost = useCost();
  const count = (id: 'runs' | 'input' | 'output' | 'cached', of: (row: Row) => number): Column<Row> => ({
    id,
    header: t(`usage.${id}`),
    align: 'end',
    cell: (row) => format.compact(of(row)),
  });
  return [
    {
      id: 'model',
      header: t('usage.model'),
      primary: true,
      cell: (row) => <bdi className="font-mono text-[0.8125rem] break-all">{row.model}</bdi>,
    },
    count('runs', (row) => row.runs),
    count('input', (row) => row.input_tokens),
    count('output', (row) => row.output_tokens),
    count('cached', (row) => row.cached_input_tokens),
    {
      id: 'cost',
      header: t('usage.cost'),
      align: 'end',
      cell: (row) => cost(row.cost_usd, row.cost_is_lower_bound),
    },
  ];
}
