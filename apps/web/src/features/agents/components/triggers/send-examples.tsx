import type { Trigger } from '@agentforge/contracts/triggers/schemas';
import { CodeBlock } from '@agentforge/ui/code-block';
import { TabPanel, Tabs } from '@agentforge/ui/tabs';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { samplePayload } from '../../state/sample-payload.ts';
import { curlExample, nodeExample } from '../../state/trigger-examples.ts';

const examples = [
  { value: 'curl', label: 'curl', code: curlExample },
  { value: 'node', label: 'Node.js', code: nodeExample },
] as const;

/** How to send an event to a trigger, ready to copy. */
export function SendExamples({ trigger, secret }: { trigger: Trigger; secret?: string }): ReactNode {
  const { t } = useTranslation('triggers');
  const [chosen, setChosen] = useState('curl');
  const facts = {
    url: trigger.url,
    secret: secret ?? 'whsec_…',
    payload: samplePayload(trigger.message_template),
  };
  return (
    <section aria-label={t('send.title')}>
      <h3 className="text-sm font-semibold">{t('send.title')}</h3>
      <p className="mt-1 mb-3 text-[0.8125rem] text-subtle">{t('send.text')}</p>
      <Tabs label={t('send.title')} tabs={examples} value={chosen} onValueChange={setChosen}>
        {examples.map(({ value, code }) => (
          <TabPanel key={value} value={value}>
            <CodeBlock code={code(facts)} maxHeight="22rem" />
          </TabPanel>
        ))}
      </Tabs>
    </section>
  );
}
