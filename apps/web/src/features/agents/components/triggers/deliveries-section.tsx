import type { Delivery, Trigger } from '@agentforge/contracts/triggers/schemas';
import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { type Column, Table } from '@agentforge/ui/table';
import { Inbox, Send } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';
import { useFormat } from '../../../../shared/format.ts';
import { useDeliveries } from '../../api/triggers.ts';
import { TestDrawer } from './test-drawer.tsx';

export function DeliveriesSection({ trigger }: { trigger: Trigger }): ReactNode {
  const { t } = useTranslation('triggers');
  const deliveries = useDeliveries(trigger.id);
  const [testing, setTesting] = useState(false);
  const columns = useColumns();
  const test = trigger.policy.execute && (
    <Button variant="outline" icon={Send} onClick={() => setTesting(true)}>
      {t('test.action')}
    </Button>
  );
  return (
    <section aria-labelledby="deliveries-heading">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h3 id="deliveries-heading" className="text-base font-semibold">
          {t('deliveries')}
        </h3>
        {deliveries.rows.length > 0 && test}
      </div>
      {deliveries.error ? (
        <ErrorNotice error={deliveries.error} onRetry={deliveries.retry} />
      ) : (
        <Table
          caption={t('deliveries')}
          columns={columns}
          rows={deliveries.rows}
          rowKey={(delivery) => delivery.id}
          loading={deliveries.loading}
          empty={<EmptyState plain icon={Inbox} title={t('noDeliveries')} text={t('noDeliveriesText')} action={test} />}
        />
      )}
      <LoadMore hasMore={deliveries.hasMore} loading={deliveries.loadingMore} onLoadMore={deliveries.loadMore} />
      {testing && <TestDrawer trigger={trigger} onClose={() => setTesting(false)} />}
    </section>
  );
}

function useColumns(): Column<Delivery>[] {
  const { t } = useTranslation('triggers');
  const format = useFormat();
  return [
    {
      id: 'when',
      header: t('column.when'),
      primary: true,
      cell: ({ last_received_at: at }) => (
        <time dateTime={at} title={format.dateTime(at)} className="whitespace-nowrap">
          {format.relative(at)}
        </time>
      ),
    },
    { id: 'status', header: t('column.status'), cell: (delivery) => <DeliveryStatus delivery={delivery} /> },
    {
      id: 'event',
      header: t('column.event'),
      cell: ({ event_id: id }) => (
        <bdi className="block max-w-52 truncate font-mono text-[0.8125rem]" title={id ?? undefined}>
          {id ?? '—'}
        </bdi>
      ),
    },
    { id: 'result', header: t('column.result'), cell: (delivery) => <Result delivery={delivery} /> },
  ];
}

function DeliveryStatus({ delivery }: { delivery: Delivery }): ReactNode {
  const { t } = useTranslation('triggers');
  return (
    <span className="flex flex-wrap items-center justify-end gap-1.5 sm:justify-start">
      <Badge tone={delivery.status === 'accepted' ? 'success' : 'danger'}>{t(`status.${delivery.status}`)}</Badge>
      {delivery.is_test && <Badge>{t('test.badge')}</Badge>}
      {delivery.attempts > 1 && <Badge>{t('times', { count: delivery.attempts })}</Badge>}
    </span>
  );
}

/** The run it started, or why there is none. */
function Result({ delivery }: { delivery: Delivery }): ReactNode {
  const { t } = useTranslation('triggers');
  if (delivery.run_id === null) return <span className="block max-w-md text-pretty">{delivery.reason}</span>;
  return (
    <Link
      to={`/runs/${delivery.run_id}`}
      aria-label={t('openRunNamed', { event: delivery.event_id ?? delivery.id })}
      className="rounded-sm text-accent-text underline-offset-2 hover:underline"
    >
      {t('openRun')}
    </Link>
  );
}
