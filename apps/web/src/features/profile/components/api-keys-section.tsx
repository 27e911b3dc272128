import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { EmptyState } from '@agentforge/ui/empty-state';
import { IconButton } from '@agentforge/ui/icon-button';
import { LoadMore } from '@agentforge/ui/pagination';
import { type Column, Table } from '@agentforge/ui/table';
import { toast } from '@agentforge/ui/toast';
import { KeyRound, Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice, useShowError } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { useSession } from '../../../shared/session.tsx';
import { type ApiKey, useApiKeys, useRevokeApiKey } from '../api/profile.ts';
import { ApiKeyDrawer } from './api-key-drawer.tsx';

export function ApiKeysSection(): ReactNode {
  const { t } = useTranslation('profile');
  const keys = useApiKeys();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey>();
  const columns = useColumns(setRevoking);
  const create = (
    <Button icon={Plus} onClick={() => setCreating(true)}>
      {t('keys.create')}
    </Button>
  );
  return (
    <section aria-labelledby="api-keys-heading">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="api-keys-heading" className="text-base font-semibold">
            {t('keys.title')}
          </h2>
          <p className="mt-0.5 max-w-xl text-sm text-muted">{t('keys.text')}</p>
        </div>
        {keys.rows.length > 0 && create}
      </div>
      {keys.error ? (
        <ErrorNotice error={keys.error} onRetry={keys.retry} />
      ) : (
        <Table
          caption={t('keys.title')}
          columns={columns}
          rows={keys.rows}
          rowKey={(key) => key.id}
          loading={keys.loading}
          empty={<EmptyState plain icon={KeyRound} title={t('keys.none')} text={t('keys.noneText')} action={create} />}
        />
      )}
      <LoadMore hasMore={keys.hasMore} loading={keys.loadingMore} onLoadMore={keys.loadMore} />
      {creating && <ApiKeyDrawer onClose={() => setCreating(false)} />}
      <RevokeKey apiKey={revoking} onClose={() => setRevoking(undefined)} />
    </section>
  );
}

function useColumns(onRevoke: (key: ApiKey) => void): Column<ApiKey>[] {
  const { t } = useTranslation(['profile', 'common']);
  const format = useFormat();
  return [
    { id: 'name', header: t('common:name'), primary: true, cell: (key) => <KeyName apiKey={key} /> },
    { id: 'scopes', header: t('keys.scopes'), cell: (key) => t('keys.scopeCount', { count: key.scopes.length }) },
    {
      id: 'used',
      header: t('keys.used'),
      cell: (key) => (key.last_used_at ? format.relative(key.last_used_at) : t('keys.never')),
    },
    { id: 'expires', header: t('keys.expires'), cell: (key) => <Expiry apiKey={key} /> },
    {
      id: 'actions',
      header: t('common:actions'),
      actions: true,
      cell: (key) => (
        <IconButton
          icon={Trash2}
          size="sm"
          label={t('keys.revokeNamed', { name: key.name })}
          onClick={() => onRevoke(key)}
        />
      ),
    },
  ];
}

function KeyName({ apiKey }: { apiKey: ApiKey }): ReactNode {
  const { t } = useTranslation('profile');
  const { user } = useSession();
  return (
    <div>
      <span className="flex flex-wrap items-center gap-2">
        {apiKey.name}
        {apiKey.user_id !== user.id && <Badge tone="info">{t('keys.someoneElse')}</Badge>}
      </span>
      <bdi className="font-mono text-xs font-normal text-subtle">{apiKey.prefix}…</bdi>
    </div>
  );
}

function Expiry({ apiKey }: { apiKey: ApiKey }): ReactNode {
  const { t } = useTranslation('profile');
  const format = useFormat();
  if (apiKey.expires_at === null) return t('keys.neverExpires');
  const left = Date.parse(apiKey.expires_at) - Date.now();
  if (left <= 0) return <Badge tone="danger">{t('keys.expired')}</Badge>;
  const soon = left < 14 * 24 * 3_600_000;
  return soon ? <Badge tone="warning">{format.relative(apiKey.expires_at)}</Badge> : format.date(apiKey.expires_at);
}

function RevokeKey({ apiKey, onClose }: { apiKey: ApiKey | undefined; onClose: () => void }): ReactNode {
  const { t } = useTranslation('profile');
  const showError = useShowError();
  const revoke = useRevokeApiKey();
  const name = apiKey?.name ?? '';
  const confirm = async () => {
    if (!apiKey) return;
    await revoke.mutateAsync(apiKey.id, { onError: showError });
    toast.success(t('keys.revoked', { name }));
  };
  return (
    <ConfirmDialog
      open={apiKey !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('keys.revokeTitle', { name })}
      description={t('keys.revokeText')}
      confirmLabel={t('keys.revoke')}
      onConfirm={confirm}
    />
  );
}
