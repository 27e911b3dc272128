import { CopyButton } from '@agentforge/ui/copy-button';
import { Spinner } from '@agentforge/ui/spinner';
import { CircleAlert, CircleStop, Hourglass, type LucideIcon } from 'lucide-react';
import { memo, type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RunApprovals } from '../approvals/run-approvals.tsx';
import { useFormat } from '../format.ts';
import { RememberedNotice } from '../memory/remembered-notice.tsx';
import { AgentAvatar } from './agent-avatar.tsx';
import type { Block, ChatCitation, ChatMessage } from './chat-state.ts';
import { textOf } from './chat-state.ts';
import { CitationContext } from './citation-context.ts';
import { FallbackNotice } from './fallback-notice.tsx';
import { FeedbackButtons } from './feedback-buttons.tsx';
import { GuardrailNotice } from './guardrail-notice.tsx';
import { MarkdownText } from './markdown-text.tsx';
import { MessageDetails } from './message-details.tsx';
import { Reasoning } from './reasoning.tsx';
import { SourceList } from './source-list.tsx';
import { ToolCallCard } from './tool-call-card.tsx';

export interface AssistantMessageProps {
  message: ChatMessage;
  agent: { name: string; icon: string };
  /** Id of the agent if it remembers what people say. */
  remembers?: string | undefined;
  onCitation: (citation: ChatCitation) => void;
  onRated: (messageId: string, rating: 'up' | 'down' | null) => void;
  /** What this answer waits for was decided. */
  onDecided: () => void;
}

/** An answer: thoughts, calls and text in their order, then where it stands on and what can be done with it. */
export const AssistantMessage = memo(function AssistantMessage(props: AssistantMessageProps): ReactNode {
  const { message, agent, onCitation } = props;
  const { t } = useTranslation('chat');
  const access = useMemo(() => ({ citations: message.citations, open: onCitation }), [message.citations, onCitation]);
  const live = message.status === 'streaming';
  const [seenLive, setSeenLive] = useState(live);
  if (live && !seenLive) setSeenLive(true);
  return (
    <article aria-label={t('message.agent', { name: agent.name })} aria-busy={live} className="flex gap-3">
      <span className="pt-0.5 max-sm:hidden">
        <AgentAvatar agent={agent} size="sm" />
      </span>
      <div className="min-w-0 grow">
        <CitationContext value={access}>
          {message.blocks.map((block, position) => (
            <MessageBlock
              key={`${block.kind} ${block.id}`}
              block={block}
              live={live && position === message.blocks.length - 1}
            />
          ))}
        </CitationContext>
        {live && message.blocks.length === 0 && <Thinking />}
        <MessageStatus message={message} onDecided={props.onDecided} />
        <FallbackNotice fallbacks={message.fallbacks} />
        <GuardrailNotice verdicts={message.guardrails} />
        {seenLive && message.status === 'complete' && message.runId !== undefined && props.remembers !== undefined && (
          <RememberedNotice agentId={props.remembers} runId={message.runId} />
        )}
        {!live && <SourceList citations={message.citations} onOpen={onCitation} />}
        {!live && <MessageActions {...props} />}
      </div>
    </article>
  );
});

const MessageBlock = memo(function MessageBlock({ block, live }: { block: Block; live: boolean }): ReactNode {
  if (block.kind === 'tool') return <ToolCallCard call={block} />;
  if (block.kind === 'reasoning') return <Reasoning text={block.text} busy={live} />;
  return block.text === '' ? null : <MarkdownText text={block.text} streaming={live} />;
});

function Thinking(): ReactNode {
  const { t } = useTranslation('chat');
  return (
    <p className="flex items-center gap-2 py-1 text-sm text-muted">
      <Spinner label={null} />
      {t('phase.thinking')}
    </p>
  );
}

function MessageStatus({ message, onDecided }: Pick<AssistantMessageProps, 'message' | 'onDecided'>): ReactNode {
  const { t } = useTranslation('chat');
  if (message.status === 'failed') {
    return (
      <p className="mt-3 flex items-start gap-2 rounded-lg border border-danger-line bg-danger-soft px-3 py-2 text-sm text-danger-text">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        {message.error ?? t('message.failed')}
      </p>
    );
  }
  if (message.status === 'cancelled') return <StatusLine icon={CircleStop}>{t('message.stopped')}</StatusLine>;
  if (message.status !== 'waiting') return null;
  const waiting = <StatusLine icon={Hourglass}>{t('message.waiting')}</StatusLine>;
  if (message.runId === undefined) return waiting;
  return <RunApprovals runId={message.runId} onDecided={onDecided} fallback={waiting} />;
}

function StatusLine({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }): ReactNode {
  return (
    <p className="mt-3 flex items-center gap-2 text-sm text-muted">
      <Icon aria-hidden className="size-4 shrink-0" />
      {children}
    </p>
  );
}

function MessageActions({ message, onRated }: AssistantMessageProps): ReactNode {
  const format = useFormat();
  const { id } = message;
  const text = textOf(message);
  return (
    <div className="mt-2 -ms-2 flex flex-wrap items-center gap-0.5">
      {text !== '' && <CopyButton value={text} />}
      {id !== undefined && text !== '' && (
        <FeedbackButtons messageId={id} rating={message.feedback} onRated={(rating) => onRated(id, rating)} />
      )}
      <MessageDetails message={message} />
      <time
        dateTime={message.createdAt}
        title={format.dateTime(message.createdAt)}
        className="ms-2 text-xs text-subtle"
      >
        {format.time(message.createdAt)}
      </time>
    </div>
  );
}
