import type { OwnMemory, RememberingAgent } from '@agentforge/contracts/memory/endpoints';
import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { SearchInput } from '@agentforge/ui/search-input';
import { Skeleton } from '@agentforge/ui/skeleton';
import { Brain, SearchX, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { Page } from '../../../shared/page.tsx';
import { useDebounced } from '../../../shared/use-debounced.ts';
import { useMyMemory, useRememberingAgents } from '../api/memory.ts';
import { AgentBar } from '../components/agent-bar.tsx';
import { AgentList } from '../components/agent-list.tsx';
import { EraseAll, EraseOne } from '../components/erase-dialogs.tsx';
import { MemoryDrawer } from '../components/memory-drawer.tsx';
import { MemoryList } from '../components/memory-list.tsx';

interface Writing {
  agent: { id: string; name: string };
  memory: OwnMemory | undefined;
}

/** What agents remember of the person who looks; nobody else's is reachable. */
export function MemoryPage(): ReactNode {
  const { t } = useTranslation('memory');
  const agents = useRememberingAgents();
  const [search, setSearch] = useSearchParams();
  const [erasing, setErasing] = useState<RememberingAgent | 'all'>();
  const agentId = search.get('agent') ?? undefined;
  const choose = (id: string | undefined) => setSearch(id === undefined ? {} : { agent: id }, { replace: true });
  const any = (agents.data ?? []).some(({ memories }) => memories > 0);
  return (
    <Page
      title={t('title')}
      description={t('text')}
      actions={
        any && (
          <Button variant="outline" icon={Trash2} onClick={() => setErasing('all')}>
            {t('eraseAll')}
          </Button>
        )
      }
    >
      {agents.error && <ErrorNotice error={agents.error} onRetry={() => void agents.refetch()} />}
      {agents.isPending && <Skeleton className="h-64 w-full rounded-xl" />}
      {agents.data?.length === 0 && <NothingYet />}
      {agents.data && agents.data.length > 0 && (
        <div className="grid items-start gap-6 lg:grid-cols-[16rem_minmax(0,1fr)]">
          <AgentList agents={agents.data} chosen={agentId} onChoose={choose} />
          <Memories
            key={agentId}
            agent={agents.data.find(({ agent_id }) => agent_id === agentId)}
            agentId={agentId}
            onErase={setErasing}
          />
        </div>
      )}
      <EraseAll of={erasing} onClose={() => setErasing(undefined)} />
    </Page>
  );
}

function NothingYet(): ReactNode {
  const { t } = useTranslation('memory');
  return (
    <EmptyState
      icon={Brain}
      title={t('none')}
      text={t('noneText')}
      action={
        <Button asChild>
          <Link to="/chat">{t('startChat')}</Link>
        </Button>
      }
    />
  );
}

interface MemoriesProps {
  agent: RememberingAgent | undefined;
  agentId: string | undefined;
  onErase: (agent: RememberingAgent) => void;
}

function Memories({ agent, agentId, onErase }: MemoriesProps): ReactNode {
  const { t } = useTranslation('memory');
  const [q, setQ] = useState('');
  const memories = useMyMemory({ q: useDebounced(q.trim()), agentId });
  const [writing, setWriting] = useState<Writing>();
  const [erasing, setErasing] = useState<OwnMemory>();
  const empty = !memories.loading && !memories.error && memories.rows.length === 0;
  return (
    <div className="min-w-0">
      {agent && (
        <AgentBar
          agent={agent}
          onAdd={() => setWriting({ agent: { id: agent.agent_id, name: agent.agent_name }, memory: undefined })}
          onErase={() => onErase(agent)}
        />
      )}
      <div className="mb-4 w-full sm:w-80">
        <SearchInput value={q} onValueChange={setQ} label={t('search')} />
      </div>
      {memories.error && <ErrorNotice error={memories.error} onRetry={memories.retry} />}
      {empty && <NoRows searched={q.trim() !== ''} />}
      {!memories.error && !empty && (
        <MemoryList
          rows={memories.rows}
          loading={memories.loading}
          named={agentId === undefined}
          onCorrect={(memory) => setWriting({ agent: { id: memory.agent_id, name: memory.agent_name }, memory })}
          onErase={setErasing}
        />
      )}
      <LoadMore hasMore={memories.hasMore} loading={memories.loadingMore} onLoadMore={memories.loadMore} />
      {writing && <MemoryDrawer {...writing} onClose={() => setWriting(undefined)} />}
      <EraseOne memory={erasing} onClose={() => setErasing(undefined)} />
    </div>
  );
}

function NoRows({ searched }: { searched: boolean }): ReactNode {
  const { t } = useTranslation('memory');
  if (!searched) return <EmptyState icon={Brain} title={t('none')} text={t('noneText')} />;
  return <EmptyState icon={SearchX} title={t('noMatch')} text={t('noMatchText')} />;
}
