import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { Skeleton } from '@agentforge/ui/skeleton';
import { toast } from '@agentforge/ui/toast';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice, useShowError } from '../../../shared/error-notice.tsx';
import { useSession } from '../../../shared/session.tsx';
import { useDeleteProvider } from '../api/mutations.ts';
import { type Provider, useProviders, useProviderTypes } from '../api/queries.ts';
import { ConnectionCard } from './connection-card.tsx';

export interface ConnectionsSectionProps {
  onAdd: () => void;
  onEdit: (provider: Provider) => void;
  onOpen: (provider: Provider) => void;
}

export function ConnectionsSection({ onAdd, onEdit, onOpen }: ConnectionsSectionProps): ReactNode {
  const { t } = useTranslation('models');
  const { can } = useSession();
  const providers = useProviders();
  const types = useProviderTypes();
  const [removing, setRemoving] = useState<Provider>();
  if (providers.error) return <ErrorNotice error={providers.error} onRetry={() => void providers.refetch()} />;
  if (!providers.data) return <CardSkeletons />;
  const onlyDemo = providers.data.every((provider) => provider.source === 'built-in');
  return (
    <>
      {onlyDemo && (
        <Alert
          tone="warning"
          className="mb-5"
          title={t('demo.title')}
          actions={
            can('settings:write') && (
              <Button variant="outline" size="sm" icon={Plus} onClick={onAdd}>
                {t('add')}
              </Button>
            )
          }
        >
          {t('demo.text')}
        </Alert>
      )}
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {providers.data.map((provider) => (
          <li key={provider.id} className="grid">
            <ConnectionCard
              provider={provider}
              type={types.data?.find((type) => type.type === provider.provider)}
              onEdit={() => onEdit(provider)}
              onOpen={() => onOpen(provider)}
              onRemove={() => setRemoving(provider)}
            />
          </li>
        ))}
      </ul>
      <RemoveConnection provider={removing} onClose={() => setRemoving(undefined)} />
    </>
  );
}

function CardSkeletons(): ReactNode {
  return (
    <div aria-busy className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {['a', 'b', 'c'].map((key) => (
        <Skeleton key={key} className="h-44 rounded-xl" />
      ))}
    </div>
  );
}

function RemoveConnection({ provider, onClose }: { provider: Provider | undefined; onClose: () => void }): ReactNode {
  const { t } = useTranslation(['models', 'common']);
  const showError = useShowError();
  const remove = useDeleteProvider();
  const name = provider?.name ?? '';
  const confirm = async () => {
    if (!provider) return;
    await remove.mutateAsync(provider.id, { onError: showError });
    toast.success(t('remove.done', { name }));
  };
  return (
    <ConfirmDialog
      open={provider !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('remove.title', { name })}
      description={t('remove.text', { name })}
      confirmLabel={t('common:remove')}
      onConfirm={confirm}
    />
  );
}
