import type { Memory, RememberingAgent } from '@agentforge/contracts/memory/endpoints';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { toast } from '@agentforge/ui/toast';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowError } from '../../../shared/error-notice.tsx';
import { useEraseMemory } from '../../../shared/memory/memory-queries.ts';
import { useForget } from '../api/memory.ts';

export function EraseOne({ memory, onClose }: { memory: Memory | undefined; onClose: () => void }): ReactNode {
  const { t } = useTranslation('memory');
  const showError = useShowError();
  const erase = useEraseMemory();
  const confirm = async () => {
    if (!memory) return;
    await erase.mutateAsync(memory, { onError: showError });
    toast.success(t('erased'));
  };
  return (
    <ConfirmDialog
      open={memory !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('eraseTitle')}
      description={memory?.text ?? ''}
      confirmLabel={t('erase')}
      onConfirm={confirm}
    />
  );
}

/** `of` an agent, or of all; undefined while nobody asks. */
export function EraseAll(props: { of: RememberingAgent | 'all' | undefined; onClose: () => void }): ReactNode {
  const { of, onClose } = props;
  const { t } = useTranslation('memory');
  const showError = useShowError();
  const forget = useForget();
  const agent = typeof of === 'object' ? of : undefined;
  const confirm = async () => {
    await forget.mutateAsync(agent?.agent_id, { onError: showError });
    toast.success(t(agent ? 'erased' : 'allErased'));
  };
  return (
    <ConfirmDialog
      open={of !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={agent ? t('eraseAgentTitle', { agent: agent.agent_name }) : t('eraseAllTitle')}
      description={t(agent ? 'eraseAgentText' : 'eraseAllText')}
      confirmLabel={t('erase')}
      onConfirm={confirm}
    />
  );
}
