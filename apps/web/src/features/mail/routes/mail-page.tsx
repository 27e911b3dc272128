import { Card, CardHeader } from '@agentforge/ui/card';
import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { Select } from '@agentforge/ui/select';
import { Skeleton } from '@agentforge/ui/skeleton';
import { MailCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { Page } from '../../../shared/page.tsx';
import { useMails } from '../api/mail.ts';
import { MailRow } from '../components/mail-row.tsx';
import { MailServer } from '../components/mail-server.tsx';

const statuses = ['queued', 'sent', 'failed', 'skipped'] as const;

/** Outgoing e-mail: where it comes from, what waits and why, and a test. */
export function MailPage(): ReactNode {
  const { t } = useTranslation('mail');
  const [address, setAddress] = useSearchParams();
  const status = statuses.find((one) => one === address.get('status'));
  return (
    <Page title={t('title')} description={t('text')} width="narrow">
      <div className="flex flex-col gap-6">
        <MailServer />
        <Card>
          <CardHeader
            title={t('list.title')}
            description={t('list.text')}
            actions={
              <Select
                size="sm"
                aria-label={t('list.filter')}
                className="w-40"
                options={[
                  { value: 'all', label: t('list.all') },
                  ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
                ]}
                value={status ?? 'all'}
                onValueChange={(value) => setAddress(value === 'all' ? {} : { status: value }, { replace: true })}
              />
            }
          />
          <MailList status={status} />
        </Card>
      </div>
    </Page>
  );
}

function MailList({ status }: { status: (typeof statuses)[number] | undefined }): ReactNode {
  const { t } = useTranslation('mail');
  const mails = useMails(status);
  if (mails.error && mails.rows.length === 0) return <ErrorNotice error={mails.error} onRetry={mails.retry} />;
  if (mails.loading) return <Skeleton className="h-40 rounded-xl" />;
  if (mails.rows.length === 0) return <EmptyState icon={MailCheck} title={t('list.none')} text={t('list.noneText')} />;
  return (
    <>
      <ul className="divide-y divide-line">
        {mails.rows.map((mail) => (
          <MailRow key={mail.id} mail={mail} />
        ))}
      </ul>
      <LoadMore hasMore={mails.hasMore} loading={mails.loadingMore} onLoadMore={mails.loadMore} />
    </>
  );
}
