import { Button } from '@agentforge/ui/button';
import { CodeBlock } from '@agentforge/ui/code-block';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { ArrowRight } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BareLayout } from '../../../shared/bare/bare-layout.tsx';
import { readSetupToken } from '../setup-token.ts';

/** A visitor of a fresh installation without the link: where it is, and a place to paste it. */
export function FindTheLink({ onToken }: { onToken: (token: string) => void }): ReactNode {
  const { t } = useTranslation(['auth', 'common']);
  const [text, setText] = useState('');
  const [failed, setFailed] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const token = readSetupToken(text);
    setFailed(!token);
    if (token) onToken(token);
  };
  return (
    <BareLayout title={t('find.title')} text={t('find.text')}>
      <ol className="mb-6 flex list-decimal flex-col gap-3 ps-5 text-sm text-muted marker:font-medium marker:text-subtle">
        <li>{t('find.terminal')}</li>
        <li>
          {t('find.logs')}
          <div className="mt-2">
            <CodeBlock code={`${window.location.origin}/setup#token=…`} wrap />
          </div>
        </li>
      </ol>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('find.paste')} error={failed ? t('find.invalid') : undefined}>
          <Input mono autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
        <Button type="submit" block size="lg" iconEnd={ArrowRight}>
          {t('common:continue')}
        </Button>
      </form>
    </BareLayout>
  );
}
