import type { User } from '@agentforge/contracts/identity/schemas';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { toast } from '@agentforge/ui/toast';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowError } from '../../../shared/error-notice.tsx';
import { useDeleteUser, useUpdateUser } from '../api/users.ts';
import { nameOf } from '../user-name.ts';

export interface ConfirmUserProps {
  user: User | undefined;
  onClose: () => void;
}

/** Disabling ends every session and key of the person, so it asks first. */
export function DisableUser({ user, onClose }: ConfirmUserProps): ReactNode {
  const { t } = useTranslation('users');
  const showError = useShowError();
  const update = useUpdateUser();
  const name = user ? nameOf(user) : '';
  const confirm = async () => {
    if (!user) return;
    await update.mutateAsync({ id: user.id, body: { status: 'disabled' } }, { onError: showError });
    toast.success(t('disabled', { name }));
  };
  return (
    <ConfirmDialog
      open={user !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('disableTitle', { name })}
      description={t('disableText')}
      confirmLabel={t('disable')}
      onConfirm={confirm}
    />
  );
}

export function DeleteUser({ user, onClose }: ConfirmUserProps): ReactNode {
  const { t } = useTranslation('users');
  const showError = useShowError();
  const remove = useDeleteUser();
  const name = user ? nameOf(user) : '';
  const confirm = async () => {
    if (!user) return;
    await remove.mutateAsync(user.id, { onError: showError });
    toast.success(t('deleted', { name }));
  };
  return (
    <ConfirmDialog
      open={user !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('deleteTitle', { name })}
      description={t('deleteText')}
      confirmLabel={t('deleteAction')}
      {...(user ? { typeToConfirm: user.email } : {})}
      onConfirm={confirm}
    />
  );
}
