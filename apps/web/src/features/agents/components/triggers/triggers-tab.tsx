import type { Agent } from '@agentforge/contracts/agents/schemas';
import type { Trigger } from '@agentforge/contracts/triggers/schemas';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Card, cardLink } from '@agentforge/ui/card';
import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { ChevronRight, Plus, Webhook } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';
import { useFormat } from '../../../../shared/format.ts';
import { useSession } from '../../../../shared/session.tsx';
import { useTriggers } from '../../api/triggers.ts';
import { TriggerDetail } from './trigger-detail.tsx';
import { TriggerDrawer } from './trigger-drawer.tsx';
import { TriggerState } from './trigger-state.tsx';

/** Webhooks that start this agent: the list, or one of them (`?tab=triggers&trigger=…`). */
export function TriggersTab({ agent }: { agent: Agent }): ReactNode {
  const { t } = useTranslation('triggers');
  const { can } = useSession();
  const [address] = useSearchParams();
  const triggers = useTriggers(agent.id);
  const [creating, setCreating] = useState(false);
  if (triggers.error && triggers.rows.length === 0)
    return <ErrorNotice error={triggers.error} onRetry={triggers.retry} />;
  if (triggers.loading) return <SkeletonText lines={6} />;
  const chosen = triggers.rows.find(({ id }) => id === address.get('trigger'));
  if (chosen) return <TriggerDetail key={chosen.id} agent={agent} trigger={chosen} />;
  const create = can('agents:execute') && (
    <Button icon={Plus} onClick={() => setCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <div className="flex flex-col gap-5">
      <NotPublished agent={agent} />
      {triggers.rows.length === 0 ? (
        <EmptyState icon={Webhook} title={t('empty')} text={t('emptyText')} action={create} />
      ) : (
        <>
          <div className="flex flex-wrap items-end justify-between gap-3">
            <p className="max-w-2xl text-sm text-muted">{t('text')}</p>
            {create}
          </div>
          <ul className="flex flex-col gap-3">
            {triggers.rows.map((trigger) => (
              <li key={trigger.id}>
                <TriggerCard trigger={trigger} />
              </li>
            ))}
          </ul>
          <LoadMore hasMore={triggers.hasMore} loading={triggers.loadingMore} onLoadMore={triggers.loadMore} />
        </>
      )}
      {creating && <TriggerDrawer agentId={agent.id} onClose={() => setCreating(false)} />}
    </div>
  );
}

function NotPublished({ agent }: { agent: Agent }): ReactNode {
  const { t } = useTranslation('triggers');
  if (agent.version !== null) return null;
  return (
    <Alert tone="warning" title={t('notPublished')}>
      {t('notPublishedText')}
    </Alert>
  );
}

function TriggerCard({ trigger }: { trigger: Trigger }): ReactNode {
  const { t } = useTranslation('triggers');
  const format = useFormat();
  const last = trigger.last_delivery_at;
  return (
    <Card interactive padding="sm" className="relative flex items-center gap-4">
      <span className="grid size-10 shrink-0 place-items-center rounded-xl bg-sunken text-muted">
        <Webhook aria-hidden className="size-5" />
      </span>
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-center gap-2">
          <Link to={`?tab=triggers&trigger=${trigger.id}`} className={`${cardLink} truncate text-sm font-semibold`}>
            <bdi>{trigger.name}</bdi>
          </Link>
          <TriggerState trigger={trigger} />
        </div>
        <p className="mt-0.5 truncate text-[0.8125rem] text-subtle">
          {last ? t('lastDelivery', { when: format.relative(last) }) : t('noDelivery')}
          {' · '}
          {t('runsAs', { who: trigger.runs_as.label })}
        </p>
      </div>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-subtle rtl:-scale-x-100" />
    </Card>
  );
}
