import type { Trigger } from '@agentforge/contracts/triggers/schemas';
import { Badge } from '@agentforge/ui/badge';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Whether deliveries are accepted. */
export function TriggerState({ trigger }: { trigger: Trigger }): ReactNode {
  const { t } = useTranslation('triggers');
  if (!trigger.runs_as.can_run) return <Badge tone="danger">{t('state.blocked')}</Badge>;
  return trigger.is_active ? (
    <Badge tone="success">{t('state.on')}</Badge>
  ) : (
    <Badge tone="neutral">{t('state.off')}</Badge>
  );
}
