import { Alert } from '@agentforge/ui/alert';
import { CodeBlock } from '@agentforge/ui/code-block';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TriggerWithSecret } from '../../api/triggers.ts';
import { SendExamples } from './send-examples.tsx';

/** The only time the secret is seen, beside all that a sender needs. */
export function SecretPanel({ trigger }: { trigger: TriggerWithSecret }): ReactNode {
  const { t } = useTranslation('triggers');
  return (
    <div className="flex flex-col gap-5">
      <Alert tone="warning" title={t('secret.onceTitle')}>
        {t('secret.onceText')}
      </Alert>
      <CodeBlock code={trigger.secret} title={t('secret.label')} wrap />
      <CodeBlock code={trigger.url} title={t('address')} wrap />
      <SendExamples trigger={trigger} secret={trigger.secret} />
    </div>
  );
}
