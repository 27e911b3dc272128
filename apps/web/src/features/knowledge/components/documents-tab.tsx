import type { Document, KnowledgeBase } from '@agentforge/contracts/knowledge/schemas';
import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { FileDrop } from '@agentforge/ui/file-drop';
import { LoadMore } from '@agentforge/ui/pagination';
import { SearchInput } from '@agentforge/ui/search-input';
import { Select } from '@agentforge/ui/select';
import { ClipboardType, FileText, Link2, SearchX, Sheet } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useSession } from '../../../shared/session.tsx';
import { useDebounced } from '../../../shared/use-debounced.ts';
import { useDocuments } from '../api/documents.ts';
import { useUploads } from '../api/use-uploads.ts';
import { AddDocumentDialog, type AddKind } from './add-document-dialog.tsx';
import { DocumentTable } from './document-table.tsx';
import { UploadList } from './upload-list.tsx';

const accepted = '.pdf,.docx,.xlsx,.csv,.tsv,.html,.htm,.md,.markdown,.txt,.log,.json';
const statuses = ['ready', 'processing', 'queued', 'failed'] as const;
const maxFiles = 100;

/** The documents of a knowledge base, and the ways in. */
export function DocumentsTab({ base }: { base: KnowledgeBase }): ReactNode {
  const { t } = useTranslation('knowledge');
  const { can } = useSession();
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<Document['status']>();
  const wanted = useDebounced(search.trim());
  const { query, rows } = useDocuments(base.id, { search: wanted, status });
  const filtered = wanted !== '' || status !== undefined;
  const none = !query.isPending && !query.error && rows.length === 0;
  return (
    <div className="flex flex-col gap-5">
      {can('kb:write') && <AddDocuments baseId={base.id} />}
      {(filtered || rows.length > 0) && (
        <div className="flex flex-wrap gap-3">
          <div className="min-w-48 grow sm:max-w-80">
            <SearchInput value={search} onValueChange={setSearch} label={t('documents.search')} />
          </div>
          <Select
            className="w-44"
            aria-label={t('documents.filter')}
            value={status ?? 'all'}
            onValueChange={(value) => setStatus(statuses.find((one) => one === value))}
            options={[
              { value: 'all', label: t('documents.all') },
              ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
            ]}
          />
        </div>
      )}
      {query.error && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {none && filtered && <EmptyState icon={SearchX} title={t('documents.noneFound')} />}
      {none && !filtered && (
        <EmptyState icon={FileText} title={t('documents.noneTitle')} text={t('documents.noneText')} />
      )}
      {(query.isPending || rows.length > 0) && <DocumentTable documents={rows} loading={query.isPending} />}
      <LoadMore
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        onLoadMore={() => void query.fetchNextPage()}
      />
    </div>
  );
}

function AddDocuments({ baseId }: { baseId: string }): ReactNode {
  const { t } = useTranslation('knowledge');
  const uploads = useUploads(baseId);
  const [adding, setAdding] = useState<AddKind>();
  return (
    <section aria-label={t('add.label')} className="flex flex-col gap-3">
      <FileDrop
        accept={accepted}
        maxFiles={maxFiles}
        onFiles={uploads.add}
        title={t('add.drop')}
        hint={t('add.hint')}
      />
      <UploadList uploads={uploads.uploads} onRemove={uploads.remove} onRetry={uploads.retry} />
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" size="sm" icon={Link2} onClick={() => setAdding('url')}>
          {t('add.url')}
        </Button>
        <Button variant="outline" size="sm" icon={ClipboardType} onClick={() => setAdding('text')}>
          {t('add.text')}
        </Button>
        <Button variant="outline" size="sm" icon={Sheet} onClick={() => setAdding('table')}>
          {t('add.table')}
        </Button>
      </div>
      {adding && <AddDocumentDialog baseId={baseId} kind={adding} onClose={() => setAdding(undefined)} />}
    </section>
  );
}
