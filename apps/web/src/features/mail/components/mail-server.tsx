import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { useSession } from '../../../shared/session.tsx';
import { useMailState, useTestMail } from '../api/mail.ts';

/** Who mail comes from, how much waits, and a mail to oneself to see whether it works. */
export function MailServer(): ReactNode {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const { can, user } = useSession();
  const state = useMailState();
  const test = useTestMail();
  if (state.error) return <ErrorNotice error={state.error} onRetry={() => void state.refetch()} />;
  const facts = state.data;
  return (
    <Card>
      <CardHeader
        title={t('server.title')}
        description={t('server.text')}
        actions={
          can('settings:write') && (
            <Button variant="outline" size="sm" icon={Send} loading={test.isPending} onClick={() => test.mutate()}>
              {t('server.test')}
            </Button>
          )
        }
      />
      {!facts && <SkeletonText lines={3} />}
      {facts && (
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_1fr]">
          <Fact name={t('server.from')} value={facts.from ?? ''} />
          {facts.server !== null && <Fact name={t('server.server')} value={facts.server} />}
          <Fact name={t('server.waiting')} value={format.number(facts.waiting)} />
          <Fact name={t('server.failed')} value={format.number(facts.failed)} />
        </dl>
      )}
      <div aria-live="polite" className="mt-4 empty:hidden">
        {test.error && <ErrorNotice error={test.error} />}
        {test.data?.ok === true && <Alert tone="success">{t('server.sent', { to: test.data.to })}</Alert>}
        {test.data?.ok === false && (
          <Alert tone="danger" title={t('server.notSent', { to: user.email })}>
            {test.data.error}
          </Alert>
        )}
      </div>
    </Card>
  );
}

function Fact({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">
        <bdi>{value}</bdi>
      </dd>
    </>
  );
}
