import { type Column, Table } from '@agentforge/ui/table';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useFormat } from '../../../shared/format.ts';
import type { RunRow } from '../api/runs.ts';
import { costOf, durationOf, RunOriginBadge, RunStatusBadge, useAgentName } from './run-facts.tsx';

export interface RunsTableProps {
  rows: readonly RunRow[];
  loading: boolean;
  empty: ReactNode;
}

export function RunsTable({ rows, loading, empty }: RunsTableProps): ReactNode {
  const { t } = useTranslation('runs');
  const format = useFormat();
  const navigate = useNavigate();
  const columns: Column<RunRow>[] = [
    { id: 'agent', header: t('column.agent'), primary: true, cell: (run) => <RunLink run={run} /> },
    {
      id: 'status',
      header: t('column.status'),
      cell: (run) => (
        <span className="flex flex-wrap items-center justify-end gap-1.5 sm:justify-start">
          <RunStatusBadge status={run.status} />
          <RunOriginBadge origin={run.origin} />
        </span>
      ),
    },
    {
      id: 'model',
      header: t('column.model'),
      cell: (run) => <bdi className="block max-w-48 truncate font-mono text-[0.8125rem]">{run.model ?? '—'}</bdi>,
    },
    {
      id: 'tokens',
      header: t('column.tokens'),
      align: 'end',
      cell: ({ usage }) => format.number(usage.input_tokens + usage.output_tokens),
    },
    { id: 'cost', header: t('column.cost'), align: 'end', cell: (run) => costOf(run.usage, format) },
    {
      id: 'duration',
      header: t('column.duration'),
      align: 'end',
      cell: (run) => durationOf(run, format, Date.now()),
    },
    {
      id: 'when',
      header: t('column.when'),
      cell: (run) => (
        <time dateTime={run.created_at} title={format.dateTime(run.created_at)} className="whitespace-nowrap">
          {format.relative(run.created_at)}
        </time>
      ),
    },
  ];
  return (
    <Table
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={(run) => run.id}
      loading={loading}
      onRowClick={(run) => void navigate(`/runs/${run.id}`)}
      empty={empty}
    />
  );
}

function RunLink({ run }: { run: RunRow }): ReactNode {
  const { t } = useTranslation('runs');
  const format = useFormat();
  const agent = useAgentName(run.agent_id);
  return (
    <Link
      to={`/runs/${run.id}`}
      aria-label={t('open', { agent, when: format.dateTime(run.created_at) })}
      className="block max-w-64 truncate rounded-sm underline-offset-2 hover:underline"
    >
      <bdi>{agent}</bdi>
    </Link>
  );
}
