import { LoadMore } from '@agentforge/ui/pagination';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { Page } from '../../../shared/page.tsx';
import { useDebounced } from '../../../shared/use-debounced.ts';
import { type AuditRecord, useAuditRecords } from '../api/audit.ts';
import { type AuditFilter, filterOf, searchOf } from '../audit-filter.ts';
import { AuditDrawer } from '../components/audit-drawer.tsx';
import { AuditFilters } from '../components/audit-filters.tsx';
import { AuditTable } from '../components/audit-table.tsx';

export function AuditPage(): ReactNode {
  const { t } = useTranslation('audit');
  const [search, setSearch] = useSearchParams();
  const [filter, setFilter] = useState<AuditFilter>(() => filterOf(search));
  const [open, setOpen] = useState<AuditRecord>();
  const records = useAuditRecords(useDebounced(filter, 300));
  const actions = [...new Set(records.rows.map((record) => record.action))].toSorted();
  const change = (next: AuditFilter) => {
    setFilter(next);
    setSearch(searchOf(next), { replace: true });
  };
  return (
    <Page title={t('title')} description={t('text')}>
      <AuditFilters filter={filter} onChange={change} actions={actions} />
      {records.error ? (
        <ErrorNotice error={records.error} onRetry={records.retry} />
      ) : (
        <AuditTable rows={records.rows} loading={records.loading} onOpen={setOpen} />
      )}
      <LoadMore hasMore={records.hasMore} loading={records.loadingMore} onLoadMore={records.loadMore} />
      {open && <AuditDrawer record={open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}
