import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useErrorText } from '../error-notice.tsx';
import type { ChatState } from './chat-state.ts';
import { ChatStore } from './chat-store.ts';
import { serverTransport } from './chat-transport.ts';

export interface UseChatOptions {
  agentId: string;
  conversationId: string | undefined;
  version: 'draft' | number | undefined;
  onConversation: ((conversationId: string) => void) | undefined;
  onSettled: (() => void) | undefined;
}

const onNextFrame = (draw: () => void): void => {
  // Frames stop in a tab nobody looks at; the text must be there when they come back.
  if (document.hidden) setTimeout(draw, 100);
  else requestAnimationFrame(draw);
};

/** A conversation with an agent for as long as the component is shown. */
export function useChat(options: UseChatOptions): { store: ChatStore; state: ChatState } {
  const { agentId, conversationId, version } = options;
  const latest = useRef(options);
  const describe = useErrorText();
  const words = useRef(describe);
  useEffect(() => {
    latest.current = options;
    words.current = describe;
  });
  const store = useMemo(
    () =>
      new ChatStore({
        agentId,
        version,
        transport: serverTransport,
        schedule: onNextFrame,
        onConversation: (id) => latest.current.onConversation?.(id),
        onSettled: () => latest.current.onSettled?.(),
        describeError: (error) => {
          const { title, text } = words.current(error);
          return text || title;
        },
      }),
    [agentId, version],
  );
  const state = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => {
    // The address follows a conversation that began here: it is already open.
    if (!store.isOpen(conversationId)) void store.open(conversationId);
  }, [store, conversationId]);
  useEffect(() => () => store.close(), [store]);
  return { store, state };
}
