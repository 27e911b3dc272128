import { Badge, type BadgeTone } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { toast } from '@agentforge/ui/toast';
import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowError } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { useSession } from '../../../shared/session.tsx';
import { type Mail, type MailStatus, useRetryMail } from '../api/mail.ts';

const tones: Record<MailStatus, BadgeTone> = {
  queued: 'warning',
  sending: 'info',
  sent: 'success',
  skipped: 'neutral',
  failed: 'danger',
};
const topics = { 'approval.requested': 'requested', 'approval.escalated': 'escalated' } as const;

export function MailRow({ mail }: { mail: Mail }): ReactNode {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const { can } = useSession();
  const { status, to, topic, attempts, error, created_at, sent_at } = mail;
  const open = status === 'queued' || status === 'failed';
  return (
    <li className="flex flex-wrap items-center gap-3 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0 grow basis-56">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          <bdi className="min-w-0 break-words">{to.label || t('list.gone')}</bdi>
          <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>
        </p>
        <p className="text-[0.8125rem] text-subtle">
          {t(`topic.${topics[topic]}`)} ·{' '}
          <time dateTime={sent_at ?? created_at} title={format.dateTime(sent_at ?? created_at)}>
            {format.relative(sent_at ?? created_at)}
          </time>
          {attempts > 1 && ` · ${t('list.attempts', { count: attempts })}`}
        </p>
        {error !== null && <p className="text-[0.8125rem] break-words text-muted">{error}</p>}
      </div>
      {open && can('settings:write') && <RetryButton mail={mail} />}
    </li>
  );
}

function RetryButton({ mail }: { mail: Mail }): ReactNode {
  const { t } = useTranslation('mail');
  const showError = useShowError();
  const retry = useRetryMail();
  return (
    <Button
      variant="outline"
      size="sm"
      icon={RotateCw}
      loading={retry.isPending}
      aria-label={t('list.retryOf', { name: mail.to.label })}
      onClick={() => retry.mutate(mail.id, { onError: showError, onSuccess: () => toast.success(t('list.retried')) })}
    >
      {t('list.retry')}
    </Button>
  );
}
