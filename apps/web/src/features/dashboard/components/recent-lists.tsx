import { Avatar } from '@agentforge/ui/avatar';
import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { Card } from '@agentforge/ui/card';
import { EmptyState } from '@agentforge/ui/empty-state';
import { Skeleton } from '@agentforge/ui/skeleton';
import { Bot, type LucideIcon, MessagesSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { useSession } from '../../../shared/session.tsx';
import { useRecentAgents, useRecentConversations } from '../api/dashboard.ts';

export function RecentAgents(): ReactNode {
  const { t } = useTranslation('dashboard');
  const { can } = useSession();
  const agents = useRecentAgents();
  const format = useFormat();
  return (
    <RecentCard
      title={t('recent.agents')}
      href="/agents"
      query={agents}
      empty={
        <EmptyState
          plain
          icon={Bot}
          title={t('recent.noAgents')}
          text={t('recent.noAgentsText')}
          action={
            can('agents:write') && (
              <Button asChild>
                <Link to="/agents/new">{t('actions.agent')}</Link>
              </Button>
            )
          }
        />
      }
    >
      {agents.data?.map((agent) => (
        <RecentRow
          key={agent.id}
          href={`/agents/${agent.id}`}
          leading={<AgentAvatar name={agent.name} icon={agent.icon} />}
          title={agent.name}
          text={format.relative(agent.updated_at)}
          badge={
            <Badge tone={agent.version === null ? 'neutral' : 'success'}>
              {t(agent.version === null ? 'recent.draft' : 'recent.live')}
            </Badge>
          }
        />
      ))}
    </RecentCard>
  );
}

export function RecentConversations(): ReactNode {
  const { t } = useTranslation('dashboard');
  const conversations = useRecentConversations();
  const format = useFormat();
  return (
    <RecentCard
      title={t('recent.conversations')}
      href="/chat"
      query={conversations}
      empty={
        <EmptyState
          plain
          icon={MessagesSquare}
          title={t('recent.noConversations')}
          text={t('recent.noConversationsText')}
        />
      }
    >
      {conversations.data?.map((conversation) => (
        <RecentRow
          key={conversation.id}
          href={`/chat/${conversation.agent_id}/${conversation.id}`}
          leading={<Tile icon={MessagesSquare} />}
          title={conversation.title || t('recent.untitled')}
          text={`${t('recent.messages', { count: conversation.messages_count })} · ${format.relative(conversation.updated_at)}`}
        />
      ))}
    </RecentCard>
  );
}

/** An icon is an emoji, or a small picture as a data address. */
function AgentAvatar({ name, icon }: { name: string; icon: string }): ReactNode {
  const picture = icon.startsWith('data:image/');
  return <Avatar name={name} size="sm" {...(picture ? { src: icon } : { icon })} />;
}

interface RecentCardProps {
  title: string;
  href: string;
  query: { data: readonly unknown[] | undefined; error: unknown; refetch: () => Promise<unknown> };
  empty: ReactNode;
  children: ReactNode;
}

function RecentCard({ title, href, query, empty, children }: RecentCardProps): ReactNode {
  const { t } = useTranslation('dashboard');
  return (
    <Card padding="none" className="flex min-w-0 flex-col">
      <div className="flex items-center justify-between gap-3 border-b border-line px-4 py-3 sm:px-5">
        <h2 className="text-sm font-semibold">{title}</h2>
        <Link
          to={href}
          aria-label={t('recent.allOf', { list: title })}
          className="rounded-sm text-[0.8125rem] font-medium text-accent-text underline-offset-2 hover:underline"
        >
          {t('recent.all')}
        </Link>
      </div>
      {query.error ? (
        <div className="p-4">
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : query.data === undefined ? (
        <div aria-busy className="flex flex-col gap-3 p-5">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      ) : query.data.length === 0 ? (
        empty
      ) : (
        <ul className="divide-y divide-line">{children}</ul>
      )}
    </Card>
  );
}

interface RecentRowProps {
  href: string;
  leading: ReactNode;
  title: string;
  text: string;
  badge?: ReactNode;
}

function RecentRow({ href, leading, title, text, badge }: RecentRowProps): ReactNode {
  return (
    <li>
      <Link
        to={href}
        className="flex items-center gap-3 px-4 py-3 transition-colors -outline-offset-2 hover:bg-hover/60 sm:px-5"
      >
        {leading}
        <span className="min-w-0 grow">
          <span className="block truncate text-sm font-medium">{title}</span>
          <span className="block truncate text-xs text-subtle">{text}</span>
        </span>
        {badge}
      </Link>
    </li>
  );
}

function Tile({ icon: Icon }: { icon: LucideIcon }): ReactNode {
  return (
    <span className="grid size-8 shrink-0 place-items-center rounded-lg border border-line bg-sunken text-muted">
      <Icon aria-hidden className="size-4" />
    </span>
  );
}
