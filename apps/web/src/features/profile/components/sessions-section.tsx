import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { toast } from '@agentforge/ui/toast';
import { KeyRound, MonitorSmartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice, useShowError } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { type SignInSession, useEndSession, useSessions } from '../api/profile.ts';
import { deviceName } from '../device-name.ts';

export function SessionsSection(): ReactNode {
  const { t } = useTranslation('profile');
  const sessions = useSessions();
  return (
    <Card>
      <CardHeader title={t('sessions.title')} description={t('sessions.text')} />
      {sessions.error ? (
        <ErrorNotice error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : sessions.data ? (
        <ul className="divide-y divide-line">
          {sessions.data.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      ) : (
        <SkeletonText lines={4} />
      )}
    </Card>
  );
}

function SessionRow({ session }: { session: SignInSession }): ReactNode {
  const { t } = useTranslation('profile');
  const format = useFormat();
  const showError = useShowError();
  const end = useEndSession();
  const device = deviceName(session.user_agent) ?? t('sessions.unknown');
  const Icon = session.kind === 'browser' ? MonitorSmartphone : KeyRound;
  const run = () =>
    end.mutate(session.id, { onError: showError, onSuccess: () => toast.success(t('sessions.ended', { device })) });
  return (
    <li className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
      <span className="grid size-9 shrink-0 place-items-center rounded-lg border border-line bg-sunken text-muted">
        <Icon aria-hidden className="size-4" />
      </span>
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          {device}
          {session.current && <Badge tone="success">{t('sessions.current')}</Badge>}
        </p>
        <p className="text-[0.8125rem] text-subtle">
          {session.ip && (
            <>
              <bdi>{session.ip}</bdi> ·{' '}
            </>
          )}
          {t('sessions.seen', { when: format.relative(session.last_seen_at) })}
        </p>
      </div>
      {!session.current && (
        <Button
          variant="outline"
          size="sm"
          loading={end.isPending}
          aria-label={t('sessions.endOf', { device })}
          onClick={run}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}
