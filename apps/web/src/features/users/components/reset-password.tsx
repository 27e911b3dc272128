import type { User } from '@agentforge/contracts/identity/schemas';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { CodeBlock } from '@agentforge/ui/code-block';
import { Modal } from '@agentforge/ui/modal';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { useResetPassword } from '../api/users.ts';
import { nameOf } from '../user-name.ts';

/** Asks, then shows the temporary password this once. */
export function ResetPassword({ user, onClose }: { user: User; onClose: () => void }): ReactNode {
  const { t } = useTranslation(['users', 'common']);
  const format = useFormat();
  const reset = useResetPassword();
  const made = reset.data;
  const close = <Button onClick={onClose}>{t('common:close')}</Button>;
  const ask = (
    <>
      <Button variant="outline" onClick={onClose}>
        {t('common:cancel')}
      </Button>
      <Button loading={reset.isPending} onClick={() => reset.mutate(user.id)}>
        {t('reset.confirm')}
      </Button>
    </>
  );
  return (
    <Modal
      open
      onOpenChange={(open) => !open && onClose()}
      // Closing by accident would lose the only sight of it.
      dismissible={!made}
      title={made ? t('reset.doneTitle') : t('reset.title', { name: nameOf(user) })}
      description={made ? nameOf(user) : t('reset.text')}
      footer={made ? close : ask}
    >
      {reset.error && <ErrorNotice error={reset.error} />}
      {made && (
        <div className="flex flex-col gap-4">
          <Alert tone="warning">{t('reset.doneText', { when: format.dateTime(made.valid_until) })}</Alert>
          <CodeBlock
            wrap
            title={t('reset.handOver')}
            code={`${window.location.origin}\n${user.email}\n${made.temporary_password}`}
          />
        </div>
      )}
    </Modal>
  );
}
