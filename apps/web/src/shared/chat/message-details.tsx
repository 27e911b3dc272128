import { getRun } from '@agentforge/contracts/chat/endpoints';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { IconButton } from '@agentforge/ui/icon-button';
import { Popover } from '@agentforge/ui/popover';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { useQuery } from '@tanstack/react-query';
import { Info, ListTree } from 'lucide-react';
import { Fragment, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { client } from '../client.ts';
import { ErrorNotice } from '../error-notice.tsx';
import { type Format, useFormat } from '../format.ts';
import type { ChatMessage, ChatUsage } from './chat-state.ts';

/** `≥ $0.0012` where a price is unknown; a dash where nothing is. */
export function costText(usage: ChatUsage, format: Format): string {
  if (usage.cost_usd === null && !usage.cost_is_lower_bound) return '—';
  const money = format.money(usage.cost_usd ?? 0);
  return usage.cost_is_lower_bound ? `≥ ${money}` : money;
}

/** Tokens, cost, model and time of one answer, behind a button. */
export function MessageDetails({ message }: { message: ChatMessage }): ReactNode {
  const { t } = useTranslation('chat');
  const [open, setOpen] = useState(false);
  if (message.runId === undefined) return null;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      side="top"
      label={t('details.title')}
      className="w-80 p-4"
      trigger={<IconButton icon={Info} size="sm" label={t('details.open')} />}
    >
      <RunDetails runId={message.runId} live={message.usage} />
    </Popover>
  );
}

function RunDetails({ runId, live }: { runId: string; live: ChatUsage | undefined }): ReactNode {
  const { t } = useTranslation('chat');
  const format = useFormat();
  const run = useQuery({
    queryKey: ['runs', runId],
    queryFn: ({ signal }) => client.call(getRun, { params: { run_id: runId }, signal }),
  });
  if (run.isPending) return <SkeletonText lines={5} />;
  if (run.error) return <ErrorNotice error={run.error} onRetry={() => void run.refetch()} />;
  const { usage = live, model, created_at, finished_at, agent_version, steps } = run.data;
  const tokens = (count: number | null | undefined) => (typeof count === 'number' ? format.number(count) : '—');
  const fallback = steps.map(({ details }) => details.fallback_from).find((from) => typeof from === 'string');
  const rows: [string, string][] = [
    [t('details.model'), model ?? '—'],
    [t('details.version'), agent_version === 'draft' ? t('draft') : String(agent_version)],
    [t('details.input'), tokens(usage?.input_tokens)],
    [t('details.output'), tokens(usage?.output_tokens)],
    [t('details.cached'), tokens(usage?.cached_input_tokens)],
    [t('details.cost'), usage ? costText(usage, format) : '—'],
    [t('details.time'), finished_at ? format.duration(Date.parse(finished_at) - Date.parse(created_at)) : '—'],
    [t('details.steps'), format.number(steps.length)],
  ];
  return (
    <div className="flex flex-col gap-3">
      <h2 className="text-sm font-semibold">{t('details.title')}</h2>
      {typeof fallback === 'string' && <Alert tone="warning">{t('details.fallback', { model: fallback })}</Alert>}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-[0.8125rem]">
        {rows.map(([label, value]) => (
          <Fragment key={label}>
            <dt className="text-subtle">{label}</dt>
            <dd className="text-end break-words tabular-nums">
              <bdi>{value}</bdi>
            </dd>
          </Fragment>
        ))}
      </dl>
      {usage?.cost_is_lower_bound && <p className="text-xs text-subtle">{t('details.lowerBound')}</p>}
      <div className="flex items-end justify-between gap-3">
        <p className="min-w-0 text-xs break-all text-subtle">
          <bdi>{runId}</bdi>
        </p>
        <Button asChild variant="outline" size="sm" icon={ListTree} className="shrink-0">
          <Link to={`/runs/${runId}`}>{t('details.trace')}</Link>
        </Button>
      </div>
    </div>
  );
}
