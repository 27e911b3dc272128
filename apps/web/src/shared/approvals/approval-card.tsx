import { Badge, type BadgeTone } from '@agentforge/ui/badge';
import { Card } from '@agentforge/ui/card';
import { Disclosure } from '@agentforge/ui/disclosure';
import { CircleHelp, Hourglass, ShieldCheck, ShieldX } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';
import { RiskBadge } from '../tool-form/risk-badge.tsx';
import { ApprovalActions, type ApprovalActionsProps } from './approval-actions.tsx';
import { Expiry, TaintNotice, Votes } from './approval-facts.tsx';
import { ApprovalHistory } from './approval-history.tsx';
import type { Approval } from './approval-queries.ts';
import { ArgumentTable } from './argument-table.tsx';
import { WaitingFacts } from './waiting-facts.tsx';

const tones: Record<Approval['status'], BadgeTone> = {
  pending: 'warning',
  approved: 'success',
  rejected: 'danger',
  expired: 'neutral',
  settled: 'info',
  withdrawn: 'neutral',
};

export interface ApprovalCardProps extends ApprovalActionsProps {
  /** Ways from here to the conversation and the trace. */
  links?: ReactNode;
  /** What happened so far is unfolded from the start. */
  showHistory?: boolean;
}

/** One step that waits for a person, with everything there is to know before deciding. */
export function ApprovalCard({ approval, onDecided, links, showHistory = false }: ApprovalCardProps): ReactNode {
  const { t } = useTranslation('approvals');
  const heading = useId();
  const waits = approval.status === 'pending';
  return (
    <Card role="group" aria-labelledby={heading} padding="none" className="overflow-hidden">
      <div className="flex flex-col gap-4 p-4 sm:p-5">
        <CardTop approval={approval} headingId={heading} />
        {approval.reason !== '' && approval.kind === 'approval' && (
          <p className="text-sm break-words">
            <bdi>{approval.reason}</bdi>
          </p>
        )}
        {approval.kind === 'in_doubt' && <p className="text-sm">{t('inDoubtText')}</p>}
        <TaintNotice taint={approval.taint} />
        <ArgumentTable title={t(`arguments.${titleOf(approval)}`)} value={approval.arguments} />
        <Votes approval={approval} />
        <WaitingFacts approval={approval} />
        <Disclosure
          key={String(showHistory)}
          defaultOpen={showHistory}
          title={<span className="text-[0.8125rem] font-normal text-muted">{t('history.title')}</span>}
        >
          <ApprovalHistory approval={approval} />
        </Disclosure>
      </div>
      {(waits || links) && (
        <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line bg-sunken/40 px-4 py-3 sm:px-5">
          {waits && (
            <div className="min-w-0 grow">
              <ApprovalActions approval={approval} onDecided={onDecided} />
            </div>
          )}
          {links && <div className="flex flex-wrap items-center gap-1">{links}</div>}
        </div>
      )}
    </Card>
  );
}

function titleOf({ kind, status }: Approval): 'title' | 'titleInDoubt' | 'titleDecided' {
  if (kind === 'in_doubt') return 'titleInDoubt';
  return status === 'pending' ? 'title' : 'titleDecided';
}

interface CardTopProps {
  approval: Approval;
  headingId: string;
}

function CardTop({ approval, headingId }: CardTopProps): ReactNode {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  const { agent, requested_by, created_at, expires_at, kind, status } = approval;
  const Icon = iconOf(approval);
  return (
    <div className="flex items-start gap-3">
      <span className="mt-0.5 grid size-9 shrink-0 place-items-center rounded-lg bg-sunken text-muted max-sm:hidden">
        <Icon aria-hidden className="size-[1.125rem]" />
      </span>
      <div className="min-w-0 grow">
        <h2 id={headingId} className="text-[0.9375rem] leading-snug font-semibold break-words">
          <bdi>{t(`kind.${kind}`, { agent: agent.name, function: approval.function })}</bdi>
        </h2>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1.5 text-[0.8125rem] text-subtle">
          <RiskBadge risk={approval.risk} />
          <span className="break-words">
            <bdi>{t('asked', { name: requested_by.label })}</bdi>
          </span>
          <span aria-hidden className="max-sm:hidden">
            ·
          </span>
          <time dateTime={created_at} title={format.dateTime(created_at)}>
            {format.relative(created_at)}
          </time>
          {status === 'pending' && expires_at !== null && <Expiry expiresAt={expires_at} />}
        </p>
      </div>
      {status !== 'pending' && <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>}
    </div>
  );
}

function iconOf({ kind, status }: Approval) {
  if (kind === 'in_doubt') return CircleHelp;
  if (status === 'pending') return Hourglass;
  return status === 'approved' ? ShieldCheck : ShieldX;
}
