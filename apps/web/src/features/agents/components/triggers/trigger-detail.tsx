import type { Agent } from '@agentforge/contracts/agents/schemas';
import type { Trigger } from '@agentforge/contracts/triggers/schemas';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { CopyButton } from '@agentforge/ui/copy-button';
import { Disclosure } from '@agentforge/ui/disclosure';
import { Switch } from '@agentforge/ui/switch';
import { toast } from '@agentforge/ui/toast';
import { ArrowLeft, KeyRound, PencilLine, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useShowError } from '../../../../shared/error-notice.tsx';
import { useFormat } from '../../../../shared/format.ts';
import { useDeleteTrigger, useUpdateTrigger } from '../../api/triggers.ts';
import { DeliveriesSection } from './deliveries-section.tsx';
import { RotateDrawer } from './rotate-drawer.tsx';
import { SendExamples } from './send-examples.tsx';
import { TriggerDrawer } from './trigger-drawer.tsx';
import { TriggerState } from './trigger-state.tsx';

type Open = 'edit' | 'rotate' | 'delete' | null;

export function TriggerDetail({ agent, trigger }: { agent: Agent; trigger: Trigger }): ReactNode {
  const { t } = useTranslation('triggers');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <div className="flex flex-col gap-6">
      <div>
        <Button asChild variant="ghost" size="sm" icon={ArrowLeft} className="-ms-2">
          <Link to="?tab=triggers">{t('back')}</Link>
        </Button>
        <div className="mt-2 flex flex-wrap items-center gap-3">
          <h2 className="text-lg font-semibold break-words">
            <bdi>{trigger.name}</bdi>
          </h2>
          <TriggerState trigger={trigger} />
        </div>
      </div>
      <Problem trigger={trigger} />
      <Facts trigger={trigger} onOpen={setOpen} />
      <DeliveriesSection trigger={trigger} />
      <Disclosure title={t('send.title')}>
        <SendExamples trigger={trigger} />
      </Disclosure>
      {open === 'edit' && <TriggerDrawer agentId={agent.id} trigger={trigger} onClose={close} />}
      {open === 'rotate' && <RotateDrawer trigger={trigger} onClose={close} />}
      <DeleteDialog trigger={trigger} open={open === 'delete'} onClose={close} />
    </div>
  );
}

function Problem({ trigger }: { trigger: Trigger }): ReactNode {
  const { t } = useTranslation('triggers');
  const format = useFormat();
  const until = trigger.previous_secret_until;
  return (
    <>
      {!trigger.runs_as.can_run && (
        <Alert tone="danger" title={t('blockedTitle')}>
          {t('blockedText', { who: trigger.runs_as.label })}
        </Alert>
      )}
      {until && <Alert tone="info">{t('overlap', { when: format.dateTime(until) })}</Alert>}
    </>
  );
}

function Facts({ trigger, onOpen }: { trigger: Trigger; onOpen: (open: Open) => void }): ReactNode {
  const { t } = useTranslation(['triggers', 'common']);
  const { edit, delete: remove } = trigger.policy;
  const facts: [string, ReactNode][] = [
    [t('address'), <Address key="address" url={trigger.url} />],
    [t('template'), <Template key="template" text={trigger.message_template} />],
    [
      t('secret.label'),
      <bdi key="secret" className="font-mono text-[0.8125rem]">{`whsec_${trigger.secret_hint}`}</bdi>,
    ],
    [t('rights'), t('rightsText', { who: trigger.runs_as.label })],
  ];
  return (
    <Card>
      <CardHeader title={t('details')} actions={<OnOff trigger={trigger} />} />
      <dl className="flex flex-col gap-4">
        {facts.map(([name, value]) => (
          <div key={name} className="grid gap-1 sm:grid-cols-[10rem_1fr] sm:gap-4">
            <dt className="text-sm text-subtle">{name}</dt>
            <dd className="min-w-0 text-sm break-words">{value}</dd>
          </div>
        ))}
      </dl>
      {!edit && <p className="mt-5 text-[0.8125rem] text-subtle">{t('notYours', { who: trigger.runs_as.label })}</p>}
      <div className="mt-5 flex flex-wrap gap-2">
        {edit && (
          <Button variant="outline" icon={PencilLine} onClick={() => onOpen('edit')}>
            {t('common:edit')}
          </Button>
        )}
        {edit && (
          <Button variant="outline" icon={KeyRound} onClick={() => onOpen('rotate')}>
            {t('rotate.action')}
          </Button>
        )}
        {remove && (
          <Button variant="ghost" icon={Trash2} onClick={() => onOpen('delete')}>
            {t('common:delete')}
          </Button>
        )}
      </div>
    </Card>
  );
}

function Address({ url }: { url: string }): ReactNode {
  const { t } = useTranslation('triggers');
  return (
    <span className="flex items-center gap-1">
      <bdi dir="ltr" className="min-w-0 font-mono text-[0.8125rem] break-all">
        {url}
      </bdi>
      <CopyButton value={url} label={t('copyAddress')} />
    </span>
  );
}

function Template({ text }: { text: string }): ReactNode {
  return (
    <span dir="auto" className="block font-mono text-[0.8125rem] break-words whitespace-pre-wrap">
      {text}
    </span>
  );
}

/** Others than its creator may switch it off, not on. */
function OnOff({ trigger }: { trigger: Trigger }): ReactNode {
  const { t } = useTranslation('triggers');
  const update = useUpdateTrigger();
  const showError = useShowError();
  const allowed = trigger.policy.edit || (trigger.policy.delete && trigger.is_active);
  return (
    <Switch
      checked={trigger.is_active}
      disabled={!allowed || update.isPending}
      aria-label={t('onOff')}
      onCheckedChange={(is_active) => update.mutate({ id: trigger.id, is_active }, { onError: showError })}
    />
  );
}

function DeleteDialog({ trigger, open, onClose }: { trigger: Trigger; open: boolean; onClose: () => void }): ReactNode {
  const { t } = useTranslation('triggers');
  const [, setAddress] = useSearchParams();
  const remove = useDeleteTrigger(trigger.agent_id);
  const showError = useShowError();
  const confirm = async () => {
    await remove.mutateAsync(trigger.id, { onError: showError });
    toast.success(t('deleted', { name: trigger.name }));
    setAddress({ tab: 'triggers' }, { replace: true });
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('deleteTitle', { name: trigger.name })}
      description={t('deleteText')}
      confirmLabel={t('deleteConfirm')}
      onConfirm={confirm}
    />
  );
}
