import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { Card, cardLink } from '@agentforge/ui/card';
import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { SearchInput } from '@agentforge/ui/search-input';
import { Skeleton, SkeletonText } from '@agentforge/ui/skeleton';
import { Bot, MessageSquare, SearchX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AgentAvatar } from '../../../shared/chat/agent-avatar.tsx';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { Page } from '../../../shared/page.tsx';
import { Can } from '../../../shared/session.tsx';
import { useDebounced } from '../../../shared/use-debounced.ts';
import { useChatAgents, useRecentConversations } from '../api/conversations.ts';

/** Whom to talk to, and where one left off. */
export function ChatHomePage(): ReactNode {
  const { t } = useTranslation('chat');
  const [search, setSearch] = useState('');
  const wanted = useDebounced(search.trim());
  const agents = useChatAgents(wanted);
  // Those of others that only their owners may run are not offered.
  const rows = agents.rows.filter((agent) => agent.policy?.execute !== false);
  const empty = !agents.loading && !agents.error && rows.length === 0;
  return (
    <Page title={t('title')} description={t('home.description')}>
      <RecentConversations />
      <section aria-labelledby="chat-agents">
        <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
          <h2 id="chat-agents" className="text-base font-semibold">
            {t('home.agents')}
          </h2>
          <div className="w-full sm:w-72">
            <SearchInput value={search} onValueChange={setSearch} label={t('home.search')} />
          </div>
        </div>
        {agents.error && <ErrorNotice error={agents.error} onRetry={agents.retry} />}
        {agents.loading && <LoadingCards />}
        {empty && wanted !== '' && <EmptyState icon={SearchX} title={t('home.noneFound')} />}
        {empty && wanted === '' && <NoAgents />}
        <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {rows.map((agent) => (
            <li key={agent.id}>
              <Card interactive className="h-full">
                <div className="flex items-start gap-3">
                  <AgentAvatar agent={agent} />
                  <div className="min-w-0">
                    <h3 className="truncate font-semibold" dir="auto">
                      <Link
                        to={`/chat/${agent.id}`}
                        className={cardLink}
                        aria-label={t('home.start', { name: agent.name })}
                      >
                        {agent.name}
                      </Link>
                    </h3>
                    <p dir="auto" className="mt-0.5 line-clamp-2 text-sm text-muted">
                      {agent.description}
                    </p>
                  </div>
                </div>
              </Card>
            </li>
          ))}
        </ul>
        <LoadMore hasMore={agents.hasMore} loading={agents.loadingMore} onLoadMore={agents.loadMore} />
      </section>
    </Page>
  );
}

function NoAgents(): ReactNode {
  const { t } = useTranslation('chat');
  return (
    <EmptyState
      icon={Bot}
      title={t('home.noneTitle')}
      text={t('home.noneText')}
      action={
        <Can permission="agents:write">
          <Button asChild>
            <Link to="/agents/new">{t('home.create')}</Link>
          </Button>
        </Can>
      }
    />
  );
}

function LoadingCards(): ReactNode {
  return (
    <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {['a', 'b', 'c'].map((card) => (
        <Card key={card}>
          <div className="flex gap-3">
            <Skeleton className="size-10" />
            <SkeletonText lines={2} className="grow" />
          </div>
        </Card>
      ))}
    </div>
  );
}

function RecentConversations(): ReactNode {
  const { t } = useTranslation('chat');
  const format = useFormat();
  const recent = useRecentConversations();
  if (!recent.data || recent.data.data.length === 0) return null;
  return (
    <section aria-labelledby="chat-recent" className="mb-8">
      <h2 id="chat-recent" className="mb-3 text-base font-semibold">
        {t('home.recent')}
      </h2>
      <ul className="grid gap-x-4 rounded-xl border border-line bg-surface p-1.5 shadow-card md:grid-cols-2">
        {recent.data.data.map((row) => (
          <li key={row.id} className="min-w-0">
            <Link
              to={`/chat/${row.agent_id}/${row.id}${row.is_test ? '?version=draft' : ''}`}
              className="flex items-center gap-3 rounded-lg px-3 py-2.5 transition-colors hover:bg-hover touch-height"
            >
              <MessageSquare aria-hidden className="size-4 shrink-0 text-subtle" />
              <span dir="auto" className="min-w-0 grow truncate text-sm font-medium">
                {row.title || t('conversations.untitled')}
              </span>
              {row.is_test && <Badge tone="warning">{t('draft')}</Badge>}
              <span className="shrink-0 text-xs text-subtle">{format.relative(row.updated_at)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
