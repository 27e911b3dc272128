import { Skeleton, SkeletonText } from '@agentforge/ui/skeleton';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NearLimit } from '../budgets/near-limit.tsx';
import { ErrorNotice, useShowError } from '../error-notice.tsx';
import { usePauseOf } from '../run-control/pauses.ts';
import { useSession } from '../session.tsx';
import { agentQuery } from './agent-query.ts';
import { Announcer } from './announcer.tsx';
import type { ChatCitation } from './chat-state.ts';
import { CitationDrawer } from './citation-drawer.tsx';
import { Composer } from './composer.tsx';
import { draftKey } from './drafts.ts';
import { EmptyChat } from './empty-chat.tsx';
import { preloadMarkdown } from './markdown-text.tsx';
import { MessageList } from './message-list.tsx';
import { useChat } from './use-chat.ts';
import { useComposer } from './use-composer.ts';

export interface ChatPanelProps {
  agentId: string;
  conversationId?: string | undefined;
  /** Which definition answers; the live version when left out. */
  version?: 'draft' | number | undefined;
  /** The conversation that the first message began. */
  onConversation?: ((conversationId: string) => void) | undefined;
  /** An answer ended: lists beside the chat may be stale. */
  onSettled?: (() => void) | undefined;
  /** Begin in the composer where there is a keyboard: for pages that are only this. */
  focusComposer?: boolean | undefined;
}

/** A whole conversation with an agent: messages, composer, citations. Fills its parent's height. */
export function ChatPanel(props: ChatPanelProps): ReactNode {
  const { agentId, conversationId, version, onConversation, onSettled, focusComposer } = props;
  const { t } = useTranslation('chat');
  const showError = useShowError();
  const agent = useQuery(agentQuery(agentId));
  const { store, state } = useChat({ agentId, conversationId, version, onConversation, onSettled });
  const composer = useComposer(draftKey(agentId, conversationId));
  const [citation, setCitation] = useState<ChatCitation>();
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(preloadMarkdown, []);
  const ready = agent.data !== undefined && state.phase !== 'loading';
  useEffect(() => {
    if (focusComposer && ready && matchMedia('(pointer: fine)').matches) input.current?.focus({ preventScroll: true });
  }, [focusComposer, ready]);
  const disabledReason = useDisabledReason(agentId);
  const send = async () => store.send(await composer.take());
  const prompt = (text: string) => {
    composer.setText(text);
    input.current?.focus();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    composer.addFiles(Array.from(event.dataTransfer.files));
  };
  if (agent.error) {
    return (
      <div className="mx-auto w-full max-w-3xl p-4">
        <ErrorNotice error={agent.error} onRetry={() => void agent.refetch()} />
      </div>
    );
  }
  if (!agent.data || state.phase === 'loading') return <LoadingChat />;
  const last = state.messages.at(-1);
  return (
    <section
      aria-label={t('panel', { name: agent.data.name })}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
      className="flex min-h-0 min-w-0 grow flex-col"
    >
      <Announcer phase={state.phase} failed={last?.status === 'failed'} />
      <MessageList
        state={state}
        agent={agent.data}
        remembers={agent.data.memory_enabled ? agent.data.id : undefined}
        onReload={() => void store.open(conversationId)}
        onRetry={() => void store.retry()}
        onCitation={setCitation}
        onDecided={store.lookAgain}
        onRated={(id, rating) => store.setFeedback(id, rating)}
        empty={<EmptyChat agent={agent.data} onPrompt={prompt} />}
      />
      <div className="border-t border-line bg-canvas py-3">
        <NearLimit round={state.phase === 'idle' ? state.messages.length : 0} />
        <Composer
          composer={composer}
          phase={state.phase}
          agentName={agent.data.name}
          disabledReason={disabledReason}
          onSend={() => void send().catch(showError)}
          onStop={() => void store.stop().catch(showError)}
          input={input}
        />
      </div>
      <CitationDrawer citation={citation} onClose={() => setCitation(undefined)} />
    </section>
  );
}

/** Why nothing can be sent to this agent at all. */
function useDisabledReason(agentId: string): string | undefined {
  const { can } = useSession();
  const { t } = useTranslation('chat');
  const pause = usePauseOf(agentId);
  if (!can('agents:execute')) return t('composer.noPermission');
  if (!pause) return undefined;
  return [t(pause.agent_id === null ? 'composer.allPaused' : 'composer.paused'), pause.reason]
    .filter(Boolean)
    .join(' ');
}

function LoadingChat(): ReactNode {
  return (
    <div className="mx-auto flex w-full max-w-3xl grow flex-col gap-8 px-4 py-8">
      <Skeleton className="h-10 w-1/2 self-end rounded-2xl" />
      <SkeletonText lines={4} />
      <Skeleton className="h-10 w-1/3 self-end rounded-2xl" />
      <SkeletonText lines={3} />
    </div>
  );
}
