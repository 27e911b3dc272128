import { Badge, type BadgeTone } from '@agentforge/ui/badge';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { agentQuery } from '../../../shared/chat/agent-query.ts';
import type { Format } from '../../../shared/format.ts';
import type { RunRow, RunStatus } from '../api/runs.ts';

const tones: Record<RunStatus, BadgeTone> = {
  queued: 'neutral',
  running: 'info',
  waiting_approval: 'warning',
  in_doubt: 'warning',
  completed: 'success',
  failed: 'danger',
  cancelled: 'neutral',
};

export function RunStatusBadge({ status }: { status: RunStatus }): ReactNode {
  const { t } = useTranslation('runs');
  return <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>;
}

/** Where a run came from, unless it is the ordinary place. */
export function RunOriginBadge({ origin }: { origin: RunRow['origin'] }): ReactNode {
  const { t } = useTranslation('runs');
  return origin === 'chat' ? null : <Badge>{t(`origin.${origin}`)}</Badge>;
}

/** Name of an agent; its id where it was deleted or may not be seen. */
export function useAgentName(agentId: string | undefined): string {
  const agent = useQuery({ ...agentQuery(agentId ?? ''), enabled: agentId !== undefined, retry: false });
  return agent.data?.name ?? (agent.isPending ? '…' : (agentId ?? ''));
}

/** `≥ $0.0012` where a price is unknown; a dash where there is nothing to pay for. */
export function costOf(usage: RunRow['usage'], format: Format): string {
  if (usage.cost_usd === null && !usage.cost_is_lower_bound) return '—';
  const money = format.money(usage.cost_usd ?? 0);
  return usage.cost_is_lower_bound ? `≥ ${money}` : money;
}

/** How long a run took, or takes until `now`. */
export function durationOf(run: RunRow, format: Format, now: number): string {
  const end = run.finished_at === null ? now : Date.parse(run.finished_at);
  return format.duration(Math.max(0, end - Date.parse(run.created_at)));
}
