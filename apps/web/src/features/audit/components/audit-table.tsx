import { Badge } from '@agentforge/ui/badge';
import { EmptyState } from '@agentforge/ui/empty-state';
import { type Column, Table } from '@agentforge/ui/table';
import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/format.ts';
import type { AuditRecord } from '../api/audit.ts';

const tones = { success: 'success', denied: 'warning', failed: 'danger' } as const;

export function ResultBadge({ result }: { result: AuditRecord['result'] }): ReactNode {
  const { t } = useTranslation('audit');
  return <Badge tone={tones[result]}>{t(`results.${result}`)}</Badge>;
}

export interface AuditTableProps {
  rows: readonly AuditRecord[];
  loading: boolean;
  onOpen: (record: AuditRecord) => void;
}

export function AuditTable({ rows, loading, onOpen }: AuditTableProps): ReactNode {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const columns: Column<AuditRecord>[] = [
    {
      id: 'action',
      header: t('action'),
      primary: true,
      cell: (record) => (
        <button
          type="button"
          onClick={() => onOpen(record)}
          className="rounded-sm text-start font-mono text-[0.8125rem] underline-offset-2 hover:underline"
        >
          <bdi>{record.action}</bdi>
        </button>
      ),
    },
    { id: 'at', header: t('when'), cell: (record) => <time dateTime={record.at}>{format.dateTime(record.at)}</time> },
    {
      id: 'actor',
      header: t('who'),
      cell: (record) => <bdi className="block max-w-56 truncate">{record.actor.label}</bdi>,
    },
    { id: 'result', header: t('result'), cell: (record) => <ResultBadge result={record.result} /> },
    { id: 'ip', header: t('address'), hideOnPhone: true, cell: (record) => <bdi>{record.ip ?? '–'}</bdi> },
  ];
  return (
    <Table
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={(record) => record.id}
      loading={loading}
      onRowClick={onOpen}
      empty={<EmptyState plain icon={SearchX} title={t('none')} text={t('noneText')} />}
    />
  );
}
