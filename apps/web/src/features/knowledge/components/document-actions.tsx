import type { Document } from '@agentforge/contracts/knowledge/schemas';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { DropdownMenu, MenuItem } from '@agentforge/ui/dropdown-menu';
import { IconButton } from '@agentforge/ui/icon-button';
import { toast } from '@agentforge/ui/toast';
import { Download, Ellipsis, ExternalLink, Eye, RefreshCw, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../shared/session.tsx';
import { useDeleteDocument, useDownloadDocument, useReindexDocument } from '../api/documents.ts';
import { isProcessing } from '../processing.ts';

export interface DocumentActionsProps {
  document: Document;
  /** On the document's own page there is nothing to open. */
  opened?: boolean;
  onDeleted?: () => void;
}

/** What may be done with one document. */
export function DocumentActions({ document, opened = false, onDeleted }: DocumentActionsProps): ReactNode {
  const { t } = useTranslation(['knowledge', 'common']);
  const { can } = useSession();
  const remove = useDeleteDocument();
  const reindex = useReindexDocument();
  const download = useDownloadDocument();
  const [asking, setAsking] = useState(false);
  const mayEdit = document.policy?.edit ?? can('kb:write');
  const mayDelete = document.policy?.delete ?? can('kb:delete');
  const again = () =>
    reindex.mutate(document.id, { onSuccess: () => toast.success(t('documents.again', { title: document.title })) });
  const confirm = async () => {
    await remove.mutateAsync(document.id);
    toast.success(t('documents.deleted', { title: document.title }));
    onDeleted?.();
  };
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton
            icon={Ellipsis}
            size="sm"
            variant={opened ? 'outline' : 'ghost'}
            tooltip={false}
            label={t('documents.actionsFor', { title: document.title })}
          />
        }
      >
        {!opened && (
          <MenuItem icon={Eye} href={`/knowledge/${document.knowledge_base_id}/documents/${document.id}`}>
            {t('common:open')}
          </MenuItem>
        )}
        <MenuItem icon={Download} onSelect={() => download.mutate(document)}>
          {t('common:download')}
        </MenuItem>
        {document.url?.startsWith('http') && (
          <MenuItem
            icon={ExternalLink}
            onSelect={() => window.open(document.url ?? '', '_blank', 'noopener,noreferrer')}
          >
            {t('documents.source')}
          </MenuItem>
        )}
        {mayEdit && (
          <MenuItem icon={RefreshCw} disabled={isProcessing(document)} onSelect={again}>
            {t('documents.reindex')}
          </MenuItem>
        )}
        {mayDelete && (
          <MenuItem icon={Trash2} danger onSelect={() => setAsking(true)}>
            {t('common:delete')}
          </MenuItem>
        )}
      </DropdownMenu>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('documents.deleteTitle')}
        description={t('documents.deleteText', { title: document.title })}
        confirmLabel={t('documents.delete')}
        onConfirm={confirm}
      />
    </>
  );
}
