import type { Agent } from '@agentforge/contracts/agents/schemas';
import { Button } from '@agentforge/ui/button';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { Field } from '@agentforge/ui/field';
import { Modal } from '@agentforge/ui/modal';
import { Textarea } from '@agentforge/ui/textarea';
import { toast } from '@agentforge/ui/toast';
import { Rocket } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice, useShowError } from '../../../shared/error-notice.tsx';
import { useDeleteAgent, usePublishAgent, useUnpublishAgent } from '../api/agent-mutations.ts';

export interface AgentDialogProps {
  agent: Pick<Agent, 'id' | 'name' | 'version'>;
  open: boolean;
  onClose: () => void;
}

/** Shows why it failed and keeps the dialog open. */
function useTold(): (action: () => Promise<unknown>) => Promise<void> {
  const showError = useShowError();
  return async (action) => {
    try {
      await action();
    } catch (error) {
      showError(error);
      throw error;
    }
  };
}

export function DeleteAgentDialog({
  agent,
  open,
  onClose,
  onDeleted,
}: AgentDialogProps & { onDeleted?: (() => void) | undefined }): ReactNode {
  const { t } = useTranslation('agents');
  const remove = useDeleteAgent();
  const told = useTold();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('delete.title', { name: agent.name })}
      description={t('delete.text')}
      confirmLabel={t('delete.confirm')}
      {...(agent.version === null ? {} : { typeToConfirm: agent.name })}
      onConfirm={() =>
        told(async () => {
          await remove.mutateAsync(agent.id);
          toast.success(t('toast.deleted', { name: agent.name }));
          onDeleted?.();
        })
      }
    />
  );
}

export function UnpublishDialog({ agent, open, onClose }: AgentDialogProps): ReactNode {
  const { t } = useTranslation('agents');
  const unpublish = useUnpublishAgent();
  const told = useTold();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('unpublish.title', { name: agent.name })}
      description={t('unpublish.text')}
      confirmLabel={t('unpublish.confirm')}
      onConfirm={() =>
        told(async () => {
          await unpublish.mutateAsync(agent.id);
          toast.success(t('toast.unpublished', { name: agent.name }));
        })
      }
    />
  );
}

export function PublishDialog({ agent, open, onClose }: AgentDialogProps): ReactNode {
  const { t } = useTranslation(['agents', 'common']);
  const publish = usePublishAgent(agent.id);
  const [note, setNote] = useState('');
  const run = () =>
    publish.mutate(note.trim(), {
      onSuccess: ({ version }) => {
        setNote('');
        toast.success(t('publish.live', { version }));
        onClose();
      },
    });
  return (
    <Modal
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('publish.dialog', { name: agent.name })}
      description={t('publish.text')}
      footer={
        <>
          <Button variant="outline" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button icon={Rocket} loading={publish.isPending} onClick={run}>
            {t('publish.next', { version: (agent.version ?? 0) + 1 })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {publish.error && <ErrorNotice error={publish.error} />}
        <Field label={t('publish.note')} hint={t('publish.noteHint')} optional>
          <Textarea rows={3} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </Modal>
  );
}
