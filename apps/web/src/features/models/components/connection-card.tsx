import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { Card } from '@agentforge/ui/card';
import { DropdownMenu, MenuItem } from '@agentforge/ui/dropdown-menu';
import { IconButton } from '@agentforge/ui/icon-button';
import { StatusDot, type StatusTone } from '@agentforge/ui/status-dot';
import { toast } from '@agentforge/ui/toast';
import { Activity, Ellipsis, PanelRightOpen, Pencil, Power, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowError } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { useSession } from '../../../shared/session.tsx';
import { useSaveProvider, useTestProvider } from '../api/mutations.ts';
import type { Provider, ProviderType } from '../api/queries.ts';
import { ProviderIcon } from './provider-icon.tsx';

const sources = { stored: 'stored', environment: 'environment', 'built-in': 'builtIn' } as const;

export interface ConnectionCardProps {
  provider: Provider;
  type: ProviderType | undefined;
  onEdit: () => void;
  onOpen: () => void;
  onRemove: () => void;
}

export function ConnectionCard({ provider, type, onEdit, onOpen, onRemove }: ConnectionCardProps): ReactNode {
  const { edit = false, delete: remove = false } = provider.policy ?? {};
  return (
    <Card padding="none" className="flex flex-col">
      <div className="flex items-start gap-3 p-4">
        <ProviderIcon icon={type?.icon ?? (provider.provider === 'demo' ? 'flask-conical' : undefined)} />
        <CardTitle provider={provider} type={type} />
        {(edit || remove) && <CardMenu provider={provider} onRemove={remove ? onRemove : undefined} />}
      </div>
      <div className="flex grow flex-col gap-2 px-4 pb-4">
        <TestState provider={provider} />
        {provider.base_url && (
          <p className="truncate font-mono text-xs text-subtle" title={provider.base_url}>
            <bdi>{provider.base_url}</bdi>
          </p>
        )}
      </div>
      <CardActions provider={provider} onEdit={onEdit} onOpen={onOpen} />
    </Card>
  );
}

function CardTitle({ provider, type }: Pick<ConnectionCardProps, 'provider' | 'type'>): ReactNode {
  const { t } = useTranslation('models');
  return (
    <div className="min-w-0 grow">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 className="truncate text-sm font-semibold">
          <bdi>{provider.name}</bdi>
        </h2>
        <Badge tone={provider.source === 'stored' ? 'neutral' : 'info'}>
          {t(`source.${sources[provider.source]}`)}
        </Badge>
      </div>
      <p className="truncate text-[0.8125rem] text-muted">{type?.name ?? provider.provider}</p>
    </div>
  );
}

function CardActions({
  provider,
  onEdit,
  onOpen,
}: Pick<ConnectionCardProps, 'provider' | 'onEdit' | 'onOpen'>): ReactNode {
  const { t } = useTranslation(['models', 'common']);
  const { can } = useSession();
  const edit = provider.policy?.edit === true;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 border-t border-line px-4 py-2.5">
      {can('settings:write') && <TestButton provider={provider} />}
      <Button
        variant="ghost"
        size="sm"
        icon={PanelRightOpen}
        aria-label={t('detail.openNamed', { name: provider.name })}
        onClick={onOpen}
      >
        {t('detail.open')}
      </Button>
      {edit ? (
        <Button
          variant="ghost"
          size="sm"
          icon={Pencil}
          aria-label={`${t('common:edit')} ${provider.name}`}
          onClick={onEdit}
        >
          {t('common:edit')}
        </Button>
      ) : (
        <span className="text-xs text-subtle">{t(`readOnly.${sources[provider.source]}`)}</span>
      )}
    </div>
  );
}

function TestState({ provider }: { provider: Provider }): ReactNode {
  const { t } = useTranslation('models');
  const format = useFormat();
  const { last_test: last } = provider;
  let state: { tone: StatusTone; label: string };
  if (!provider.is_active) state = { tone: 'neutral', label: t('state.off') };
  else if (!last)
    state = {
      tone: provider.source === 'built-in' ? 'success' : 'neutral',
      label: t(provider.source === 'built-in' ? 'state.ready' : 'state.untested'),
    };
  else if (!last.ok) state = { tone: 'danger', label: t('state.failed', { when: format.relative(last.at) }) };
  else {
    const latency = last.latency_ms === null ? '' : format.duration(last.latency_ms);
    state = { tone: 'success', label: t('state.works', { latency, when: format.relative(last.at) }) };
  }
  return (
    <div className="text-[0.8125rem]">
      <StatusDot {...state} />
      {last && !last.ok && provider.is_active && <p className="mt-1.5 line-clamp-3 text-danger-text">{last.detail}</p>}
    </div>
  );
}

function TestButton({ provider }: { provider: Provider }): ReactNode {
  const { t } = useTranslation(['models', 'common']);
  const format = useFormat();
  const showError = useShowError();
  const test = useTestProvider();
  const run = () =>
    test.mutate(provider.id, {
      onError: showError,
      onSuccess: (result) => {
        const latency = format.duration(result.latency_ms ?? 0);
        const summary = t('test.summary', { latency, count: result.models.length });
        if (result.ok) toast.success(t('test.worksNamed', { name: provider.name }), { description: summary });
        else toast.error(t('test.failed'), { description: result.error?.detail });
      },
    });
  return (
    <Button
      variant="ghost"
      size="sm"
      icon={Activity}
      loading={test.isPending}
      aria-label={`${t('common:test')} ${provider.name}`}
      onClick={run}
    >
      {t('common:test')}
    </Button>
  );
}

function CardMenu({ provider, onRemove }: { provider: Provider; onRemove: (() => void) | undefined }): ReactNode {
  const { t } = useTranslation(['models', 'common']);
  const showError = useShowError();
  const save = useSaveProvider();
  const toggle = () =>
    save.mutate({ id: provider.id, body: { is_active: !provider.is_active } }, { onError: showError });
  return (
    <DropdownMenu
      trigger={
        <IconButton
          icon={Ellipsis}
          size="sm"
          label={`${t('common:more')}: ${provider.name}`}
          tooltip={false}
          className="-me-1.5 -mt-1"
        />
      }
    >
      <MenuItem icon={Power} onSelect={toggle}>
        {provider.is_active ? t('state.turnOff') : t('state.turnOn')}
      </MenuItem>
      {onRemove && (
        <MenuItem icon={Trash2} danger onSelect={onRemove}>
          {t('common:remove')}
        </MenuItem>
      )}
    </DropdownMenu>
  );
}
