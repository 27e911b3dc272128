import type { Document } from '@agentforge/contracts/knowledge/schemas';
import { type Column, Table } from '@agentforge/ui/table';
import { ClipboardType, FileText, Globe, Sheet } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../../shared/format.ts';
import { DocumentActions } from './document-actions.tsx';
import { DocumentStatus } from './document-status.tsx';

const icons = { file: FileText, url: Globe, text: ClipboardType, table: Sheet } as const;

export interface DocumentTableProps {
  documents: readonly Document[];
  loading: boolean;
}

export function DocumentTable({ documents, loading }: DocumentTableProps): ReactNode {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const columns: Column<Document>[] = [
    { id: 'title', header: t('documents.title'), primary: true, cell: (row) => <DocumentName document={row} /> },
    { id: 'status', header: t('documents.status'), cell: (row) => <DocumentStatus document={row} /> },
    {
      id: 'size',
      header: t('documents.size'),
      align: 'end',
      hideOnPhone: true,
      cell: (row) => (row.bytes === null ? '—' : format.bytes(row.bytes)),
    },
    {
      id: 'chunks',
      header: t('documents.chunks'),
      align: 'end',
      hideOnPhone: true,
      cell: (row) => format.number(row.chunks),
    },
    {
      id: 'added',
      header: t('documents.added'),
      className: 'max-lg:hidden whitespace-nowrap',
      cell: (row) => <time dateTime={row.created_at}>{format.relative(row.created_at)}</time>,
    },
    { id: 'actions', header: t('documents.actions'), actions: true, cell: (row) => <DocumentActions document={row} /> },
  ];
  return (
    <Table caption={t('tab.documents')} columns={columns} rows={documents} rowKey={({ id }) => id} loading={loading} />
  );
}

function DocumentName({ document }: { document: Document }): ReactNode {
  const Icon = icons[document.kind];
  return (
    <span className="flex max-w-96 min-w-0 items-center gap-2.5">
      <Icon aria-hidden className="size-4 shrink-0 text-subtle" />
      <Link
        to={`/knowledge/${document.knowledge_base_id}/documents/${document.id}`}
        className="min-w-0 truncate rounded-sm hover:underline max-sm:whitespace-normal"
      >
        <bdi>{document.title}</bdi>
      </Link>
    </span>
  );
}
