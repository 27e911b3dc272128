import type { Delivery, Trigger } from '@agentforge/contracts/triggers/schemas';
import { renderTemplate } from '@agentforge/contracts/triggers/template';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Drawer } from '@agentforge/ui/drawer';
import { Field } from '@agentforge/ui/field';
import { Textarea } from '@agentforge/ui/textarea';
import { Send } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';
import { useTestTrigger } from '../../api/triggers.ts';
import { samplePayload } from '../../state/sample-payload.ts';

/** Undefined for text that is not JSON. */
function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

export function TestDrawer({ trigger, onClose }: { trigger: Trigger; onClose: () => void }): ReactNode {
  const { t } = useTranslation('triggers');
  const test = useTestTrigger();
  const [text, setText] = useState(() => JSON.stringify(samplePayload(trigger.message_template), null, 2));
  const payload = parsed(text);
  return (
    <Drawer
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={t('test.action')}
      description={t('test.text')}
      footer={
        <Button
          icon={Send}
          disabled={!payload}
          loading={test.isPending}
          onClick={() => test.mutate({ id: trigger.id, payload: payload?.value })}
        >
          {t('test.send')}
        </Button>
      }
    >
      <div className="flex flex-col gap-5">
        {test.error && <ErrorNotice error={test.error} />}
        {test.data && <Outcome delivery={test.data} />}
        <Field label={t('test.payload')} hint={t('test.payloadHint')} error={payload ? undefined : t('test.notJson')}>
          <Textarea
            mono
            dir="ltr"
            rows={10}
            autoGrow
            maxRows={24}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        {payload && (
          <section aria-label={t('test.message')}>
            <h3 className="text-sm font-medium">{t('test.message')}</h3>
            <p dir="auto" className="mt-2 rounded-xl bg-sunken px-4 py-3 text-sm break-words whitespace-pre-line">
              {renderTemplate(trigger.message_template, payload.value).message}
            </p>
          </section>
        )}
      </div>
    </Drawer>
  );
}

function Outcome({ delivery }: { delivery: Delivery }): ReactNode {
  const { t } = useTranslation('triggers');
  if (delivery.run_id === null)
    return (
      <Alert tone="danger" title={t('status.refused')}>
        {delivery.reason}
      </Alert>
    );
  return (
    <Alert tone="success" title={t('status.accepted')}>
      <Link to={`/runs/${delivery.run_id}`} className="underline underline-offset-2">
        {t('openRun')}
      </Link>
    </Alert>
  );
}
