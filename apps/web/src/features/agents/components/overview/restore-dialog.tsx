import type { Agent } from '@agentforge/contracts/agents/schemas';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { Modal } from '@agentforge/ui/modal';
import { RadioCards } from '@agentforge/ui/radio-cards';
import { toast } from '@agentforge/ui/toast';
import { PencilLine, Rocket } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';
import { useRestoreVersion } from '../../api/agent-mutations.ts';

export interface RestoreDialogProps {
  agent: Agent;
  /** Open while there is one. */
  version: number | undefined;
  mayPublish: boolean;
  onClose: () => void;
}

/** Brings an old version back: into the draft only, or live at once. */
export function RestoreDialog({ agent, version, mayPublish, onClose }: RestoreDialogProps): ReactNode {
  const { t } = useTranslation(['agents', 'common']);
  const [way, setWay] = useState('draft');
  const restore = useRestoreVersion(agent.id);
  const run = () => {
    if (version === undefined) return;
    restore.mutate(
      { version, publish: way === 'publish' },
      {
        onSuccess: () => {
          toast.success(way === 'publish' ? t('restore.published', { version }) : t('restore.done', { version }));
          onClose();
        },
      },
    );
  };
  const ways = [
    { value: 'draft', icon: PencilLine, label: t('restore.draft'), description: t('restore.draftText') },
    ...(mayPublish
      ? [{ value: 'publish', icon: Rocket, label: t('restore.publish'), description: t('restore.publishText') }]
      : []),
  ];
  return (
    <Modal
      open={version !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('restore.title', { version })}
      footer={
        <>
          <Button variant="outline" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button loading={restore.isPending} onClick={run}>
            {t('restore.confirm')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {agent.has_unpublished_changes && <Alert tone="warning">{t('restore.warning')}</Alert>}
        <Field group label={t('restore.where')}>
          <RadioCards columns={1} options={ways} value={way} onValueChange={setWay} />
        </Field>
        {restore.error && <ErrorNotice error={restore.error} />}
      </div>
    </Modal>
  );
}
