import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Modal } from '@agentforge/ui/modal';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowError } from '../../../../shared/error-notice.tsx';
import { useStudio } from '../../state/studio-context.ts';

/** Someone else saved in between: their state or mine. */
export function ConflictDialog(): ReactNode {
  const { t } = useTranslation('agents');
  const { save, settle } = useStudio();
  const [busy, setBusy] = useState(false);
  const [later, setLater] = useState(false);
  const showError = useShowError();
  const choose = (own: boolean) => {
    setBusy(true);
    settle(own)
      .catch(showError)
      .finally(() => setBusy(false));
  };
  const conflict = save.phase === 'conflict';
  if (!conflict && later) setLater(false);
  if (later) {
    return (
      <Alert
        tone="warning"
        title={t('conflict.title')}
        actions={
          <Button size="sm" variant="outline" onClick={() => setLater(false)}>
            {t('conflict.decide')}
          </Button>
        }
      >
        {t('conflict.waiting')}
      </Alert>
    );
  }
  return (
    <Modal
      open={conflict}
      onOpenChange={(open) => setLater(!open)}
      title={t('conflict.title')}
      description={t('conflict.text')}
      footer={
        <>
          <Button variant="outline" loading={busy} onClick={() => choose(true)}>
            {t('conflict.overwrite')}
          </Button>
          <Button loading={busy} onClick={() => choose(false)}>
            {t('conflict.reload')}
          </Button>
        </>
      }
    >
      <p className="text-sm text-muted">{t('conflict.detail')}</p>
    </Modal>
  );
}
