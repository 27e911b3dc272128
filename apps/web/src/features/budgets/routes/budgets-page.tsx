import type { BudgetLimit, BudgetStatus } from '@agentforge/contracts/budgets/schemas';
import { Button } from '@agentforge/ui/button';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { EmptyState } from '@agentforge/ui/empty-state';
import { Skeleton } from '@agentforge/ui/skeleton';
import { toast } from '@agentforge/ui/toast';
import { Clock, Gauge, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../shared/commands.ts';
import { ErrorNotice, useShowError } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { Page } from '../../../shared/page.tsx';
import { useSession } from '../../../shared/session.tsx';
import { limitOf, useBudgets, useReplaceBudgets } from '../api/budgets.ts';
import { LimitCard } from '../components/limit-card.tsx';
import { LimitDrawer } from '../components/limit-drawer.tsx';
import { NearSection } from '../components/near-section.tsx';
import { useLimitTitle } from '../components/use-limit-title.ts';

type Editing = { index: number | undefined };

/** What may be spent, by whom, and how much of it is left today. */
export function BudgetsPage(): ReactNode {
  const { t } = useTranslation('budgets');
  const { can } = useSession();
  const editable = can('settings:write');
  const budgets = useBudgets();
  const [editing, setEditing] = useState<Editing>();
  const add = () => setEditing({ index: undefined });
  useCommand(editable ? { id: 'budgets.add', label: t('add'), icon: Plus, run: add } : undefined);
  const limits = budgets.data?.value.data;
  return (
    <Page
      title={t('title')}
      description={t('text')}
      actions={
        editable && (
          <Button icon={Plus} onClick={add} disabled={!limits}>
            {t('add')}
          </Button>
        )
      }
    >
      {budgets.error && !limits && <ErrorNotice error={budgets.error} onRetry={() => void budgets.refetch()} />}
      {!budgets.error && !limits && <LoadingLimits />}
      {budgets.data && limits && (
        <Limits
          limits={limits}
          etag={budgets.data.etag}
          resetsAt={budgets.data.value.resets_at}
          editable={editable}
          onAdd={add}
          onEdit={(index) => setEditing({ index })}
        />
      )}
      {editing && limits && (
        <LimitDrawer
          limits={limits}
          index={editing.index}
          etag={budgets.data?.etag}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}

interface LimitsProps {
  limits: readonly BudgetStatus[];
  etag: string | undefined;
  resetsAt: string;
  editable: boolean;
  onAdd: () => void;
  onEdit: (index: number) => void;
}

function Limits({ limits, etag, resetsAt, editable, onAdd, onEdit }: LimitsProps): ReactNode {
  const { t } = useTranslation('budgets');
  const [removing, setRemoving] = useState<BudgetStatus>();
  if (limits.length === 0) {
    return (
      <EmptyState
        icon={Gauge}
        title={t('empty.title')}
        text={t('empty.text')}
        action={
          editable && (
            <Button icon={Plus} onClick={onAdd}>
              {t('add')}
            </Button>
          )
        }
      />
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <NearSection limits={limits} />
      {limits.some(({ period }) => period === 'day') && <ResetLine resetsAt={resetsAt} />}
      <ul aria-label={t('title')} className="flex flex-col gap-4">
        {limits.map((limit, index) => (
          <li key={`${limit.scope} ${limit.scope_id} ${limit.period}`}>
            <LimitCard
              limit={limit}
              editable={editable}
              onEdit={() => onEdit(index)}
              onRemove={() => setRemoving(limit)}
            />
          </li>
        ))}
      </ul>
      <RemoveLimit
        limit={removing}
        left={limits.filter((limit) => limit !== removing).map(limitOf)}
        etag={etag}
        onClose={() => setRemoving(undefined)}
      />
    </div>
  );
}

function ResetLine({ resetsAt }: { resetsAt: string }): ReactNode {
  const { t } = useTranslation('budgets');
  const format = useFormat();
  return (
    <p className="flex items-center gap-2 text-sm text-muted">
      <Clock aria-hidden className="size-4 shrink-0" />
      {t('resets', { when: format.dateTime(resetsAt), in: format.relative(resetsAt) })}
    </p>
  );
}

interface RemoveLimitProps {
  limit: BudgetStatus | undefined;
  left: readonly BudgetLimit[];
  etag: string | undefined;
  onClose: () => void;
}

function RemoveLimit({ limit, left, etag, onClose }: RemoveLimitProps): ReactNode {
  const { t } = useTranslation('budgets');
  const showError = useShowError();
  const replace = useReplaceBudgets(etag);
  const titleOf = useLimitTitle();
  const confirm = async () => {
    await replace.mutateAsync(left, { onError: showError });
    toast.success(t('removed'));
  };
  return (
    <ConfirmDialog
      open={limit !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('remove.title', { limit: limit ? titleOf(limit) : '' })}
      description={t('remove.text')}
      confirmLabel={t('remove.action')}
      onConfirm={confirm}
    />
  );
}

function LoadingLimits(): ReactNode {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-36 rounded-xl" />
      <Skeleton className="h-36 rounded-xl" />
    </div>
  );
}
