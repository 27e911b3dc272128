import { Drawer } from '@agentforge/ui/drawer';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { agentQuery } from '../../../shared/chat/agent-query.ts';
import { ChatPanel } from '../../../shared/chat/chat-panel.tsx';
import { DocumentTitle } from '../../../shared/page.tsx';
import { conversationsKey } from '../api/conversations.ts';
import { ChatHeader } from '../components/chat-header.tsx';
import { ConversationList } from '../components/conversation-list.tsx';

/** `draft` or a number from the address; the live version for anything else. */
function versionOf(text: string | null): 'draft' | number | undefined {
  if (text === 'draft') return 'draft';
  const number = Number(text ?? '');
  return Number.isInteger(number) && number >= 1 ? number : undefined;
}

/** A conversation with one agent, beside the list of all of them. */
export function ChatPage(): ReactNode {
  const { agentId = '', conversationId } = useParams();
  const [search] = useSearchParams();
  const { t } = useTranslation('chat');
  const navigate = useNavigate();
  const memory = useQueryClient();
  const agent = useQuery(agentQuery(agentId));
  const [listOpen, setListOpen] = useState(false);
  // Counts up to begin anew also while the first message of a conversation is still on its way.
  const [fresh, setFresh] = useState(0);
  const version = versionOf(search.get('version'));
  const query = version === undefined ? '' : `?version=${version}`;
  const addressOf = (id?: string) => `/chat/${agentId}${id ? `/${id}` : ''}${query}`;
  const refresh = () => void memory.invalidateQueries({ queryKey: conversationsKey });
  const list = (
    <ConversationList
      agentId={agentId}
      currentId={conversationId}
      test={version !== undefined}
      addressOf={addressOf}
      onNew={() => {
        setFresh((count) => count + 1);
        setListOpen(false);
        void navigate(addressOf());
      }}
      onDeleted={(id) => id === conversationId && void navigate(addressOf())}
    />
  );
  return (
    <div className="flex h-[calc(100dvh-3.5rem)] min-h-0 max-md:h-[calc(100dvh-7.5rem-env(safe-area-inset-bottom))]">
      <DocumentTitle title={agent.data?.name ?? t('title')} />
      <div className="flex w-72 shrink-0 flex-col border-e border-line px-4 pt-4 max-xl:hidden">{list}</div>
      <div className="flex min-w-0 grow flex-col">
        <ChatHeader agent={agent.data} draft={version === 'draft'} onShowConversations={() => setListOpen(true)} />
        <ChatPanel
          key={fresh}
          focusComposer
          agentId={agentId}
          conversationId={conversationId}
          version={version}
          onConversation={(id) => {
            void navigate(addressOf(id), { replace: true });
            refresh();
          }}
          onSettled={refresh}
        />
      </div>
      <Drawer open={listOpen} onOpenChange={setListOpen} side="start" size="sm" title={t('conversations.label')}>
        {/* Choosing a conversation closes the drawer; other clicks inside it do not. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only listens to the links inside */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: links answer the keyboard with a click */}
        <div
          className="flex h-full flex-col"
          onClick={(event) => event.target instanceof Element && event.target.closest('a') && setListOpen(false)}
        >
          {list}
        </div>
      </Drawer>
    </div>
  );
}
