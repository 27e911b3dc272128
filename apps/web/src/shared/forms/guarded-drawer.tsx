import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { Drawer, type DrawerProps } from '@agentforge/ui/drawer';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLeaveWarning } from './use-leave-warning.ts';

export interface GuardedDrawerProps extends Omit<DrawerProps, 'onOpenChange'> {
  /** Unsaved work: closing asks first. */
  dirty: boolean;
  onClose: () => void;
}

/** A drawer with a form. Escape, the close button and a click beside it do not lose what was typed. */
export function GuardedDrawer({ dirty, onClose, ...drawer }: GuardedDrawerProps): ReactNode {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  useLeaveWarning(dirty);
  return (
    <>
      <Drawer
        {...drawer}
        onOpenChange={(open) => {
          if (open) return;
          if (dirty) setAsking(true);
          else onClose();
        }}
      />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('unsavedTitle')}
        description={t('unsavedText')}
        confirmLabel={t('leave')}
        cancelLabel={t('stay')}
        onConfirm={onClose}
      />
    </>
  );
}
