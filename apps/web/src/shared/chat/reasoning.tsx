import { Disclosure } from '@agentforge/ui/disclosure';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What a model thought before it answered, folded away. */
export function Reasoning({ text, busy }: { text: string; busy: boolean }): ReactNode {
  const { t } = useTranslation('chat');
  return (
    <Disclosure
      className="my-2 text-muted"
      title={<span className="font-normal">{t(busy ? 'reasoning.busy' : 'reasoning.done')}</span>}
    >
      <div dir="auto" className="border-s-2 border-line ps-4 text-sm break-words whitespace-pre-wrap text-muted">
        {text}
      </div>
    </Disclosure>
  );
}
