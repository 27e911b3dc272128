import type { Agent } from '@agentforge/contracts/agents/schemas';
import { Badge, type BadgeTone } from '@agentforge/ui/badge';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Shown = 'published' | 'draft' | 'paused' | 'archived';

const tones: Record<Shown, BadgeTone> = {
  published: 'success',
  draft: 'neutral',
  paused: 'warning',
  archived: 'neutral',
};

function shownStatus({ status, version }: Pick<Agent, 'status' | 'version'>): Shown {
  if (status === 'paused' || status === 'archived') return status;
  return version === null ? 'draft' : 'published';
}

/** Where an agent stands: status, live version, and whether the draft is ahead of it. */
export function AgentStatus({
  agent,
}: {
  agent: Pick<Agent, 'status' | 'version' | 'has_unpublished_changes'>;
}): ReactNode {
  const { t } = useTranslation('agents');
  const status = shownStatus(agent);
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <Badge tone={tones[status]}>
        {t(`status.${status}`)}
        {agent.version !== null && ` · ${t('version', { version: agent.version })}`}
      </Badge>
      {agent.version !== null && agent.has_unpublished_changes && <Badge tone="accent">{t('unpublished')}</Badge>}
    </span>
  );
}
