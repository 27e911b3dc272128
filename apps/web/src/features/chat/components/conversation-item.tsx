import { classNames } from '@agentforge/ui/class-names';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { DropdownMenu, MenuItem } from '@agentforge/ui/dropdown-menu';
import { IconButton } from '@agentforge/ui/icon-button';
import { toast } from '@agentforge/ui/toast';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../../shared/format.ts';
import { useDeleteConversation } from '../api/conversations.ts';
import { RenameDialog } from './rename-dialog.tsx';

export interface ConversationItemProps {
  conversation: {
    id: string;
    title: string;
    updated_at: string;
    policy?: { edit: boolean; delete: boolean } | undefined;
  };
  current: boolean;
  href: string;
  onDeleted: (id: string) => void;
}

/** One row of the list with what may be done to it. */
export function ConversationItem({ conversation, current, href, onDeleted }: ConversationItemProps): ReactNode {
  const { t } = useTranslation(['chat', 'common']);
  const format = useFormat();
  const remove = useDeleteConversation();
  const [dialog, setDialog] = useState<'rename' | 'delete'>();
  const close = (open: boolean) => !open && setDialog(undefined);
  const title = conversation.title || t('conversations.untitled');
  const { edit = true, delete: canDelete = true } = conversation.policy ?? {};
  const confirm = async () => {
    await remove.mutateAsync(conversation.id);
    toast.success(t('conversations.deleted'));
    onDeleted(conversation.id);
  };
  return (
    <div
      className={classNames(
        'group relative flex items-center rounded-lg transition-colors hover:bg-hover',
        current && 'bg-selected hover:bg-selected',
      )}
    >
      <Link
        to={href}
        aria-current={current ? 'page' : undefined}
        title={`${title} · ${format.relative(conversation.updated_at)}`}
        className="flex min-w-0 grow items-center rounded-lg py-2 ps-2.5 pe-10 text-sm touch-height"
      >
        <span dir="auto" className={classNames('truncate', current ? 'font-medium' : 'text-muted')}>
          {title}
        </span>
      </Link>
      {(edit || canDelete) && (
        <DropdownMenu
          trigger={
            <IconButton
              icon={Ellipsis}
              size="sm"
              tooltip={false}
              label={t('conversations.actions', { title })}
              className="absolute end-0.5 opacity-60 group-hover:opacity-100 focus-visible:opacity-100"
            />
          }
        >
          {edit && (
            <MenuItem icon={Pencil} onSelect={() => setDialog('rename')}>
              {t('conversations.rename')}
            </MenuItem>
          )}
          {canDelete && (
            <MenuItem icon={Trash2} danger onSelect={() => setDialog('delete')}>
              {t('common:delete')}
            </MenuItem>
          )}
        </DropdownMenu>
      )}
      <RenameDialog open={dialog === 'rename'} onOpenChange={close} conversation={conversation} />
      <ConfirmDialog
        open={dialog === 'delete'}
        onOpenChange={close}
        title={t('conversations.deleteTitle')}
        description={t('conversations.deleteText', { title })}
        confirmLabel={t('conversations.delete')}
        onConfirm={confirm}
      />
    </div>
  );
}
