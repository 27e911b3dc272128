import type { ApprovalEvent } from '@agentforge/contracts/approvals/schemas';
import { ArrowUpRight, Ban, Check, CircleHelp, Hourglass, type LucideIcon, RotateCw, TimerOff, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';
import type { Approval } from './approval-queries.ts';
import { ApproverNames } from './approver-names.tsx';

const icons: Record<ApprovalEvent['event'], LucideIcon> = {
  requested: Hourglass,
  approve: Check,
  reject: X,
  happened: Check,
  did_not_happen: CircleHelp,
  retry: RotateCw,
  escalated: ArrowUpRight,
  expired: TimerOff,
  withdrawn: Ban,
};

/** Who was asked, who said what in whose place, and what time did: oldest first. */
export function ApprovalHistory({ approval }: { approval: Approval }): ReactNode {
  const { t } = useTranslation('approvals');
  return (
    <ol aria-label={t('history.title')} className="flex flex-col">
      {approval.history.map((event) => (
        <HistoryItem key={`${event.event} ${event.at} ${event.by ?? ''}`} event={event} />
      ))}
    </ol>
  );
}

function HistoryItem({ event }: { event: ApprovalEvent }): ReactNode {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  const Icon = icons[event.event];
  const { by, on_behalf_of, comment, asked, superseded, at } = event;
  const words = by === null ? t(`history.${event.event}`) : t(`history.${event.event}By`, { name: by });
  return (
    <li className="relative flex gap-3 pb-4 text-sm last:pb-0 not-last:before:absolute not-last:before:start-3 not-last:before:top-7 not-last:before:bottom-1 not-last:before:w-px not-last:before:bg-line-strong">
      <span className="grid size-6 shrink-0 place-items-center rounded-full border border-line bg-surface text-muted">
        <Icon aria-hidden className="size-3.5" />
      </span>
      <div className="flex min-w-0 grow flex-col gap-1 pt-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <bdi className="min-w-0 break-words">{words}</bdi>
          <time dateTime={at} title={format.dateTime(at)} className="text-xs text-subtle">
            {format.relative(at)}
          </time>
        </p>
        {on_behalf_of !== null && (
          <p className="text-[0.8125rem] text-muted">
            <bdi>{t('history.onBehalfOf', { name: on_behalf_of })}</bdi>
          </p>
        )}
        {superseded && <p className="text-[0.8125rem] text-muted">{t('history.superseded')}</p>}
        {comment !== '' && (
          <p className="break-words whitespace-pre-wrap text-muted">
            <bdi>{comment}</bdi>
          </p>
        )}
        {asked.length > 0 && (
          <div className="flex flex-wrap gap-x-2 text-[0.8125rem] text-muted">
            <span>{t('history.asked')}</span>
            <ApproverNames approvers={asked} />
          </div>
        )}
      </div>
    </li>
  );
}
