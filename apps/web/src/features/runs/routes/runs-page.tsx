import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { ListTree, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { Page } from '../../../shared/page.tsx';
import { type RunFilter, runStatuses, useRuns } from '../api/runs.ts';
import { RunFilters } from '../components/run-filters.tsx';
import { RunsTable } from '../components/runs-table.tsx';
import { StopAll } from '../components/stop-all.tsx';

export function RunsPage(): ReactNode {
  const { t } = useTranslation('runs');
  const [filter, setFilter] = useFilter();
  const runs = useRuns(filter);
  const filtered = filter.status !== undefined || filter.agentId !== undefined;
  return (
    <Page title={t('title')} description={t('text')} actions={<StopAll agentId={filter.agentId} />}>
      <RunFilters filter={filter} onChange={setFilter} />
      {runs.error && runs.rows.length === 0 ? (
        <ErrorNotice error={runs.error} onRetry={runs.retry} />
      ) : (
        <RunsTable rows={runs.rows} loading={runs.loading} empty={filtered ? <NothingFound /> : <NoRuns />} />
      )}
      <LoadMore hasMore={runs.hasMore} loading={runs.loadingMore} onLoadMore={runs.loadMore} />
    </Page>
  );
}

/** The filter lives in the address, so that it can be sent to others. */
function useFilter(): [RunFilter, (filter: RunFilter) => void] {
  const [address, setAddress] = useSearchParams();
  const status = runStatuses.find((value) => value === address.get('status'));
  const agentId = address.get('agent') ?? undefined;
  const change = (next: RunFilter) =>
    setAddress(
      { ...(next.status && { status: next.status }), ...(next.agentId && { agent: next.agentId }) },
      { replace: true },
    );
  return [{ status, agentId }, change];
}

function NoRuns(): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <EmptyState
      plain
      icon={ListTree}
      title={t('none')}
      text={t('noneText')}
      action={
        <Button asChild variant="outline">
          <Link to="/chat">{t('noneAction')}</Link>
        </Button>
      }
    />
  );
}

function NothingFound(): ReactNode {
  const { t } = useTranslation('runs');
  return <EmptyState plain icon={SearchX} title={t('nothing')} text={t('nothingText')} />;
}
