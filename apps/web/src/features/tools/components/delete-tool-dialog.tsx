import type { Tool } from '@agentforge/contracts/tools/schemas';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { toast } from '@agentforge/ui/toast';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowError } from '../../../shared/error-notice.tsx';
import { useDeleteTool } from '../api/tools.ts';

/** Asks before a tool goes, naming the agents that lose it. */
export function DeleteToolDialog({ tool, onClose }: { tool: Tool | undefined; onClose: () => void }): ReactNode {
  const { t } = useTranslation('tools');
  const showError = useShowError();
  const remove = useDeleteTool();
  // The words stay while the dialog fades out.
  const latest = useRef(tool);
  if (tool) latest.current = tool;
  const shown = tool ?? latest.current;
  if (!shown) return null;
  const agents = shown.used_by ?? [];
  const confirm = async () => {
    try {
      await remove.mutateAsync(shown.id);
      toast.success(t('toast.deleted', { name: shown.name }));
    } catch (error) {
      showError(error);
      throw error;
    }
  };
  return (
    <ConfirmDialog
      open={tool !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('delete.title', { name: shown.name })}
      description={
        <>
          <p>{t('delete.text')}</p>
          {agents.length > 0 && (
            <>
              <p className="mt-3 font-medium text-warning-text">{t('delete.used')}</p>
              <ul className="mt-1 max-h-40 list-disc overflow-y-auto ps-5">
                {agents.map((agent) => (
                  <li key={agent.id}>{agent.name}</li>
                ))}
              </ul>
            </>
          )}
        </>
      }
      confirmLabel={t('delete.confirm')}
      onConfirm={confirm}
    />
  );
}
