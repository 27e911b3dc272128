import type { Trigger } from '@agentforge/contracts/triggers/schemas';
import { Button } from '@agentforge/ui/button';
import { Drawer } from '@agentforge/ui/drawer';
import { Field } from '@agentforge/ui/field';
import { Select } from '@agentforge/ui/select';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';
import { useRotateSecret } from '../../api/triggers.ts';
import { SecretPanel } from './secret-panel.tsx';

const overlaps = ['0', '1', '24', '168'] as const;

/** A new secret; the old one is accepted for a while, so that no event is lost. */
export function RotateDrawer({ trigger, onClose }: { trigger: Trigger; onClose: () => void }): ReactNode {
  const { t } = useTranslation('triggers');
  const rotate = useRotateSecret();
  const [hours, setHours] = useState<string>('24');
  const made = rotate.data;
  return (
    <Drawer
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={made ? t('secret.title') : t('rotate.action')}
      description={made ? made.name : t('rotate.text')}
      footer={
        made ? (
          <Button onClick={onClose}>{t('secret.kept')}</Button>
        ) : (
          <Button
            loading={rotate.isPending}
            onClick={() => rotate.mutate({ id: trigger.id, overlapHours: Number(hours) })}
          >
            {t('rotate.confirm')}
          </Button>
        )
      }
    >
      {made ? (
        <SecretPanel trigger={made} />
      ) : (
        <div className="flex flex-col gap-5">
          {rotate.error && <ErrorNotice error={rotate.error} />}
          <Field label={t('rotate.overlap')} hint={t('rotate.overlapHint')}>
            <Select
              value={hours}
              onValueChange={setHours}
              options={overlaps.map((value) => ({ value, label: t(`rotate.hours.${value}`) }))}
            />
          </Field>
        </div>
      )}
    </Drawer>
  );
}
