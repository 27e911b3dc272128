import { Alert } from '@agentforge/ui/alert';
import { Badge } from '@agentforge/ui/badge';
import { Clock, TimerOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';
import type { Approval } from './approval-queries.ts';
import { timeLeft } from './time-left.ts';
import { useNow } from './use-now.ts';

const urgentMs = 15 * 60_000;

/** How long there is to decide, counting down. */
export function Expiry({ expiresAt }: { expiresAt: string }): ReactNode {
  const { t, i18n } = useTranslation('approvals');
  const now = useNow(true);
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) {
    return (
      <Badge tone="danger" icon={TimerOff}>
        {t('expired')}
      </Badge>
    );
  }
  return (
    <Badge tone={left < urgentMs ? 'warning' : 'neutral'} icon={Clock} className="tabular-nums">
      {t('expires', { time: timeLeft(left, i18n.language) })}
    </Badge>
  );
}

/** What this run has read that an attacker could have written, or that must not leave. */
export function TaintNotice({ taint }: Pick<Approval, 'taint'>): ReactNode {
  const { t } = useTranslation('approvals');
  if (taint.length === 0) return null;
  const text = ({ label, source }: Approval['taint'][number]) => {
    if (label === 'untrusted') return t('taint.untrusted', { source });
    if (label === 'private') return t('taint.private', { source });
    if (label === 'secret') return t('taint.secret', { source });
    return t('taint.other', { label, source });
  };
  const lines = [...new Set(taint.map(text))];
  return (
    <Alert tone="warning" title={t('taintTitle')}>
      <ul>
        {lines.map((line) => (
          <li key={line} className="break-words">
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

const voteTones = {
  approve: 'success',
  reject: 'danger',
  happened: 'info',
  did_not_happen: 'info',
  retry: 'info',
} as const;
const decisions = ['approve', 'reject', 'happened', 'did_not_happen', 'retry'] as const;

/** Who has decided what, and how many approvals it takes. */
export function Votes({ approval }: { approval: Approval }): ReactNode {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  const { votes, quorum } = approval;
  if (votes.length === 0 && quorum <= 1) return null;
  const given = votes.filter((vote) => vote.decision === 'approve').length;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <div role="group" aria-label={t('votes.title')} className="flex flex-col gap-2 text-sm">
      {quorum > 1 && <p className="text-muted">{t('votes.quorum', { votes: given, quorum })}</p>}
      <ul className="flex flex-col gap-2">
        {votes.map((vote) => {
          const decision = decisions.find((one) => one === vote.decision);
          return (
            <li key={`${vote.by} ${vote.at}`} className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
              <Badge tone={decision ? voteTones[decision] : 'neutral'}>{t(`votes.${decision ?? 'other'}`)}</Badge>
              <bdi className="min-w-0 font-medium break-words">{vote.by}</bdi>
              {vote.on_behalf_of !== null && (
                <bdi className="min-w-0 text-[0.8125rem] break-words text-muted">
                  {t('history.onBehalfOf', { name: vote.on_behalf_of })}
                </bdi>
              )}
              <time dateTime={vote.at} title={format.dateTime(vote.at)} className="text-xs text-subtle">
                {format.relative(vote.at)}
              </time>
              {vote.comment !== '' && (
                <p className="w-full break-words whitespace-pre-wrap text-muted">
                  <bdi>{vote.comment}</bdi>
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
