import { Button } from '@agentforge/ui/button';
import { Spinner } from '@agentforge/ui/spinner';
import { ArrowDown } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../error-notice.tsx';
import { AssistantMessage } from './assistant-message.tsx';
import type { ChatCitation, ChatState } from './chat-state.ts';
import { useStableCallback } from './use-stable-callback.ts';
import { useStickToBottom } from './use-stick-to-bottom.ts';
import { UserMessage } from './user-message.tsx';

export interface MessageListProps {
  state: ChatState;
  agent: { name: string; icon: string };
  /** Id of the agent if it remembers what people say. */
  remembers?: string | undefined;
  onReload: () => void;
  onRetry: () => void;
  onCitation: (citation: ChatCitation) => void;
  onRated: (messageId: string, rating: 'up' | 'down' | null) => void;
  onDecided: () => void;
  /** Shown while there are no messages. */
  empty: ReactNode;
}

/** The messages, oldest first. */
export function MessageList(props: MessageListProps): ReactNode {
  const { state, agent, remembers, onReload, empty } = props;
  const { t } = useTranslation('chat');
  const { scroller, content, away, jump } = useStickToBottom(state.messages.length === 0);
  const onRetry = useStableCallback(props.onRetry);
  const onCitation = useStableCallback(props.onCitation);
  const onRated = useStableCallback(props.onRated);
  const onDecided = useStableCallback(props.onDecided);
  useJumpToOwn(state, jump);
  return (
    <div className="relative flex min-h-0 grow flex-col">
      <div
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={t('messages')}
        className="flex min-h-0 grow flex-col overflow-y-auto overscroll-contain outline-none focus-visible:-outline-offset-2"
      >
        <div ref={content} className="mx-auto flex w-full max-w-3xl grow flex-col gap-8 px-4 py-6 sm:px-6">
          {state.loadError !== undefined && <ErrorNotice error={state.loadError} onRetry={onReload} />}
          {state.loadError === undefined && state.messages.length === 0 && empty}
          {state.messages.map((message) =>
            message.role === 'user' ? (
              <UserMessage key={message.key} message={message} onRetry={onRetry} />
            ) : (
              <AssistantMessage
                key={message.key}
                message={message}
                agent={agent}
                remembers={remembers}
                onCitation={onCitation}
                onRated={onRated}
                onDecided={onDecided}
              />
            ),
          )}
        </div>
      </div>
      {state.phase === 'reconnecting' && (
        <p className="absolute inset-x-0 top-3 mx-auto flex w-fit items-center gap-2 rounded-full border border-line bg-raised px-3 py-1.5 text-xs text-muted shadow-raised">
          <Spinner label={null} />
          {t('phase.reconnecting')}
        </p>
      )}
      {away && (
        <Button
          variant="outline"
          size="sm"
          icon={ArrowDown}
          onClick={jump}
          className="absolute inset-x-0 bottom-4 mx-auto w-fit rounded-full shadow-raised"
        >
          {t('jump')}
        </Button>
      )}
    </div>
  );
}

/** Sending a message brings the reader to it, wherever they were. */
function useJumpToOwn(state: ChatState, jump: () => void): void {
  const newest = state.messages.findLast(({ role }) => role === 'user')?.key;
  const before = useRef(newest);
  useEffect(() => {
    if (before.current !== newest) jump();
    before.current = newest;
  }, [newest, jump]);
}
