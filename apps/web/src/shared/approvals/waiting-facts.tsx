import { Alert } from '@agentforge/ui/alert';
import { Badge } from '@agentforge/ui/badge';
import { ArrowUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from './approval-queries.ts';
import { ApproverNames } from './approver-names.tsx';
import { timeLeft } from './time-left.ts';
import { useNow } from './use-now.ts';

/** Who may decide, who is asked next and when, and in whose place the reader would decide. */
export function WaitingFacts({ approval }: { approval: Approval }): ReactNode {
  const { t } = useTranslation('approvals');
  const { status, approvers, decides_for, escalates_at, level } = approval;
  if (status !== 'pending') return null;
  return (
    <div className="flex flex-col gap-2 text-sm empty:hidden">
      {decides_for !== null && <Alert tone="info">{t('decidesFor', { name: decides_for })}</Alert>}
      {approvers.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-muted">
          <span>{t('mayDecide')}</span>
          <ApproverNames approvers={approvers} />
        </div>
      )}
      {(level > 0 || escalates_at !== null) && (
        <p className="flex flex-wrap items-center gap-2">
          {level > 0 && (
            <Badge tone="warning" icon={ArrowUpRight}>
              {t('escalated', { count: level })}
            </Badge>
          )}
          {escalates_at !== null && <NextLevel at={escalates_at} />}
        </p>
      )}
    </div>
  );
}

function NextLevel({ at }: { at: string }): ReactNode {
  const { t, i18n } = useTranslation('approvals');
  const left = Date.parse(at) - useNow(true);
  const text = left <= 0 ? t('escalatesNow') : t('escalatesIn', { time: timeLeft(left, i18n.language) });
  return <span className="text-[0.8125rem] text-muted tabular-nums">{text}</span>;
}
