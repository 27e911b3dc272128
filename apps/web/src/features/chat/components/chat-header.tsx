import type { Agent } from '@agentforge/contracts/agents/schemas';
import { Badge } from '@agentforge/ui/badge';
import { IconButton } from '@agentforge/ui/icon-button';
import { Skeleton } from '@agentforge/ui/skeleton';
import { Tooltip } from '@agentforge/ui/tooltip';
import { ChevronLeft, PanelLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AgentAvatar } from '../../../shared/chat/agent-avatar.tsx';

export interface ChatHeaderProps {
  agent: Agent | undefined;
  draft: boolean;
  onShowConversations: () => void;
}

/** Who is spoken to. */
export function ChatHeader({ agent, draft, onShowConversations }: ChatHeaderProps): ReactNode {
  const { t } = useTranslation('chat');
  return (
    <header className="flex h-14 shrink-0 items-center gap-2.5 border-b border-line px-3 sm:px-4">
      <Link
        to="/chat"
        aria-label={t('header.back')}
        className="grid size-9 shrink-0 place-items-center rounded-lg text-muted transition-colors hover:bg-hover touch-target"
      >
        <ChevronLeft aria-hidden className="size-5 rtl:-scale-x-100" />
      </Link>
      {agent ? <AgentAvatar agent={agent} size="sm" /> : <Skeleton className="size-8" />}
      <div className="flex min-w-0 grow items-center gap-2">
        <h1 data-page-title tabIndex={-1} dir="auto" className="truncate text-base font-semibold outline-none">
          {agent?.name ?? t('title')}
        </h1>
        {draft ? (
          <Tooltip label={t('header.draftHint')}>
            <span className="shrink-0">
              <Badge tone="warning">{t('draft')}</Badge>
            </span>
          </Tooltip>
        ) : (
          agent?.version != null && (
            <span className="shrink-0 max-sm:hidden">
              <Badge>{t('header.version', { version: agent.version })}</Badge>
            </span>
          )
        )}
      </div>
      <IconButton
        icon={PanelLeft}
        mirror
        label={t('conversations.open')}
        onClick={onShowConversations}
        className="xl:hidden"
      />
    </header>
  );
}
