import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { Progress } from '@agentforge/ui/progress';
import { StatusDot } from '@agentforge/ui/status-dot';
import { type Column, Table } from '@agentforge/ui/table';
import { Activity, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { useTestModels } from '../api/mutations.ts';
import type { ModelTest, ProviderTest } from '../api/queries.ts';

/** Asks every model of a connection and shows how each of them answered. */
export function ModelsTestPanel({ providerId }: { providerId: string }): ReactNode {
  const { t } = useTranslation('models');
  const test = useTestModels();
  const run = () => test.mutate(providerId);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 grow basis-64 text-[0.8125rem] text-muted">{t('test.allText')}</p>
        <Button icon={Activity} loading={test.isPending} onClick={run}>
          {t('test.all')}
        </Button>
      </div>
      {test.isPending && <Progress value={null} label={t('test.allRunning')} showLabel />}
      {test.error && <ErrorNotice error={test.error} onRetry={run} />}
      {test.data && !test.isPending && <Findings test={test.data} />}
    </div>
  );
}

function Findings({ test }: { test: ProviderTest }): ReactNode {
  const { t } = useTranslation('models');
  const columns = useColumns();
  const { error, warning, results } = test;
  return (
    <>
      {error && (
        <Alert tone="danger" title={t('test.failed')}>
          {error.detail}
        </Alert>
      )}
      {warning && (
        <Alert tone="warning" title={t('test.warning')}>
          {warning.detail}
        </Alert>
      )}
      {(results.length > 0 || !error) && (
        <Table
          caption={t('test.results')}
          columns={columns}
          rows={results}
          rowKey={(row) => row.model}
          empty={<EmptyState plain icon={SearchX} title={t('test.noneAsked')} />}
        />
      )}
    </>
  );
}

function useColumns(): Column<ModelTest>[] {
  const { t } = useTranslation('models');
  const format = useFormat();
  const time = (value: number | null) => (value === null ? '–' : format.duration(value));
  return [
    {
      id: 'model',
      header: t('test.model'),
      primary: true,
      cell: (row) => <bdi className="font-mono text-[0.8125rem] break-all">{row.model}</bdi>,
    },
    { id: 'state', header: t('test.state'), cell: (row) => <Outcome row={row} /> },
    { id: 'latency', header: t('test.latency'), align: 'end', cell: (row) => time(row.latency_ms) },
    { id: 'first', header: t('test.firstToken'), align: 'end', cell: (row) => time(row.first_token_ms) },
  ];
}

function Outcome({ row }: { row: ModelTest }): ReactNode {
  const { t } = useTranslation('models');
  if (row.error) {
    return (
      <div className="max-w-80 max-sm:text-end">
        <StatusDot tone="danger" label={t('test.modelFailed')} />
        <p className="text-[0.8125rem] text-danger-text">{row.error.detail}</p>
      </div>
    );
  }
  if (!row.warning) return <StatusDot tone="success" label={t('test.modelWorks')} />;
  return (
    <div className="max-w-80 max-sm:text-end">
      <StatusDot tone="warning" label={t('test.modelWarning')} />
      <p className="text-[0.8125rem] text-muted">{row.warning.detail}</p>
    </div>
  );
}
