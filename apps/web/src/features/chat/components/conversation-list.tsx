import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { SearchInput } from '@agentforge/ui/search-input';
import { Skeleton } from '@agentforge/ui/skeleton';
import { MessageSquarePlus, MessagesSquare } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useDebounced } from '../../../shared/use-debounced.ts';
import { useConversations } from '../api/conversations.ts';
import { groupByDay } from '../group-by-day.ts';
import { ConversationItem } from './conversation-item.tsx';

export interface ConversationListProps {
  agentId: string;
  currentId: string | undefined;
  test: boolean;
  /** Address of a conversation; of a new one without an id. */
  addressOf: (conversationId?: string) => string;
  onNew: () => void;
  onDeleted: (id: string) => void;
}

/** Conversations with one agent, to search, open, rename and delete. */
export function ConversationList(props: ConversationListProps): ReactNode {
  const { agentId, currentId, test, addressOf, onNew, onDeleted } = props;
  const { t } = useTranslation('chat');
  const [search, setSearch] = useState('');
  const wanted = useDebounced(search.trim());
  const list = useConversations(agentId, wanted, test);
  return (
    <nav aria-label={t('conversations.label')} className="flex min-h-0 grow flex-col gap-3">
      <Button variant="outline" icon={MessageSquarePlus} block onClick={onNew}>
        {t('conversations.new')}
      </Button>
      <SearchInput value={search} onValueChange={setSearch} label={t('conversations.search')} />
      <div className="-mx-2 min-h-0 grow overflow-y-auto px-2 pb-4">
        {list.error && <ErrorNotice error={list.error} onRetry={list.retry} />}
        {list.loading && <LoadingRows />}
        {!list.loading && !list.error && list.rows.length === 0 && (
          <EmptyState
            plain
            icon={MessagesSquare}
            title={t(wanted ? 'conversations.noneFound' : 'conversations.none')}
          />
        )}
        {groupByDay(list.rows, new Date()).map(({ group, rows }) => (
          <section key={group} aria-labelledby={`conversations-${group}`} className="mb-4">
            <h3 id={`conversations-${group}`} className="px-2.5 pt-1 pb-1 text-xs font-medium text-subtle">
              {t(`conversations.${group}`)}
            </h3>
            <ul>
              {rows.map((row) => (
                <li key={row.id}>
                  <ConversationItem
                    conversation={row}
                    current={row.id === currentId}
                    href={addressOf(row.id)}
                    onDeleted={onDeleted}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
        <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onLoadMore={list.loadMore} />
      </div>
    </nav>
  );
}

function LoadingRows(): ReactNode {
  return (
    <div className="flex flex-col gap-4 px-2.5 py-2">
      {['w-4/5', 'w-3/5', 'w-2/3', 'w-1/2'].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  );
}
