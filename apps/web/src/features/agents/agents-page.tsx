import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { SearchInput } from '@agentforge/ui/search-input';
import { Skeleton } from '@agentforge/ui/skeleton';
import { TabPanel, Tabs } from '@agentforge/ui/tabs';
import { Archive, FileInput, Plus, SearchX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useCommand } from '../../shared/commands.ts';
import { ErrorNotice } from '../../shared/error-notice.tsx';
import { RetiringBanner } from '../../shared/models/retiring-banner.tsx';
import { Page } from '../../shared/page.tsx';
import { useSession } from '../../shared/session.tsx';
import { useDebounced } from '../../shared/use-debounced.ts';
import { type HubTab, hubTabs, useAgents } from './api/agent-queries.ts';
import { AgentCard } from './components/hub/agent-card.tsx';
import { HubWelcome } from './components/hub/hub-welcome.tsx';
import { ImportDialog } from './components/hub/import-dialog.tsx';

export function AgentsPage(): ReactNode {
  const { t } = useTranslation('agents');
  const mayCreate = useSession().can('agents:write');
  const navigate = useNavigate();
  const [tab, setTab] = useTab();
  const [search, setSearch] = useState('');
  const [importing, setImporting] = useState(false);
  const q = useDebounced(search.trim());
  const agents = useAgents(tab, q);
  const unfiltered = tab === 'all' && q === '' && !agents.isPlaceholderData;
  const welcome = unfiltered && agents.data?.pages[0]?.data.length === 0;
  const create = { id: 'agents.new', label: t('hub.new'), icon: Plus, run: () => void navigate('/agents/new') };
  useCommand(mayCreate ? create : undefined);
  return (
    <Page
      title={t('hub.title')}
      description={t('hub.subtitle')}
      actions={mayCreate && <HubActions onImport={() => setImporting(true)} onlyImport={welcome} />}
    >
      <RetiringBanner inUse />
      {welcome ? (
        <HubWelcome mayCreate={mayCreate} />
      ) : (
        <Tabs
          label={t('hub.title')}
          value={tab}
          onValueChange={setTab}
          tabs={hubTabs.map((value) => ({ value, label: t(`hub.tab.${value}`) }))}
        >
          <TabPanel value={tab} className="flex flex-col gap-5">
            <div className="w-full sm:w-80">
              <SearchInput value={search} onValueChange={setSearch} label={t('hub.search')} />
            </div>
            <AgentList
              agents={agents}
              nothing={<Nothing tab={tab} searching={q !== ''} onClear={() => setSearch('')} />}
            />
          </TabPanel>
        </Tabs>
      )}
      <ImportDialog open={importing} onOpenChange={setImporting} />
    </Page>
  );
}

function HubActions({ onImport, onlyImport }: { onImport: () => void; onlyImport: boolean }): ReactNode {
  const { t } = useTranslation('agents');
  return (
    <>
      <Button variant="outline" icon={FileInput} onClick={onImport}>
        {t('hub.import')}
      </Button>
      {!onlyImport && (
        <Button asChild icon={Plus}>
          <Link to="/agents/new">{t('hub.new')}</Link>
        </Button>
      )}
    </>
  );
}

function AgentList({ agents, nothing }: { agents: ReturnType<typeof useAgents>; nothing: ReactNode }): ReactNode {
  const rows = agents.data?.pages.flatMap((page) => page.data);
  if (agents.error && !rows) return <ErrorNotice error={agents.error} onRetry={() => void agents.refetch()} />;
  if (!rows) return <CardSkeletons />;
  if (rows.length === 0) return nothing;
  return (
    <>
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {rows.map((agent) => (
          <li key={agent.id} className="contents">
            <AgentCard agent={agent} />
          </li>
        ))}
      </ul>
      <LoadMore
        hasMore={agents.hasNextPage}
        loading={agents.isFetchingNextPage}
        onLoadMore={() => void agents.fetchNextPage()}
      />
    </>
  );
}

function useTab(): [HubTab, (tab: string) => void] {
  const [address, setAddress] = useSearchParams();
  const tab = hubTabs.find((value) => value === address.get('tab')) ?? 'all';
  return [tab, (value) => setAddress(value === 'all' ? {} : { tab: value }, { replace: true })];
}

function Nothing({ tab, searching, onClear }: { tab: HubTab; searching: boolean; onClear: () => void }): ReactNode {
  const { t } = useTranslation('agents');
  if (searching) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('hub.nothing')}
        text={t('hub.nothingText')}
        action={
          <Button variant="outline" onClick={onClear}>
            {t('hub.clear')}
          </Button>
        }
      />
    );
  }
  return <EmptyState icon={Archive} title={t(`hub.empty.${tab}`)} text={t(`hub.emptyText.${tab}`)} />;
}

function CardSkeletons(): ReactNode {
  return (
    <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3" aria-hidden>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((place) => (
        <Skeleton key={place} className="h-52 rounded-xl" />
      ))}
    </div>
  );
}
