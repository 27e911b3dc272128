import { Button } from '@agentforge/ui/button';
import { ArrowLeft, RotateCw } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GuardedDrawer } from '../../../shared/forms/guarded-drawer.tsx';
import { useSaveProvider, useTestProvider } from '../api/mutations.ts';
import type { Provider, ProviderType } from '../api/queries.ts';
import { createBody, newProviderForm, type ProviderFormValue, providerFormOf, updateBody } from '../provider-form.ts';
import { ProviderFields } from './provider-fields.tsx';
import { TestResult } from './test-result.tsx';
import { TypePicker } from './type-picker.tsx';

export interface ProviderDrawerProps {
  types: readonly ProviderType[];
  takenNames: readonly string[];
  /** The connection to change; without it a new one is added. */
  provider: Provider | undefined;
  onClose: () => void;
}

interface Draft {
  type: ProviderType;
  form: ProviderFormValue;
  touched: boolean;
}

function firstDraft({ types, provider }: ProviderDrawerProps): Draft | undefined {
  const type = types.find((candidate) => candidate.type === provider?.provider);
  return provider && type ? { type, form: providerFormOf(type, provider), touched: false } : undefined;
}

/** Choose a type, fill in its form, save; then the connection is tried at once. */
export function ProviderDrawer(props: ProviderDrawerProps): ReactNode {
  const { types, takenNames, onClose } = props;
  const formId = useId();
  const [draft, setDraft] = useState(() => firstDraft(props));
  const [saved, setSaved] = useState(props.provider);
  const [step, setStep] = useState<'form' | 'result'>('form');
  const save = useSaveProvider();
  const test = useTestProvider();

  const submit = async ({ type, form }: Draft) => {
    const input = saved
      ? { id: saved.id, body: updateBody(type, form, saved) }
      : { id: undefined, body: createBody(type, form) };
    const provider = await save.mutateAsync(input).catch(() => undefined);
    if (!provider) return;
    setSaved(provider);
    setDraft({ type, form: providerFormOf(type, provider), touched: false });
    setStep('result');
    test.mutate(provider.id);
  };
  const result = step === 'result' ? saved : undefined;
  const title = useTitle(props.provider, draft);

  return (
    <GuardedDrawer
      open
      dirty={!result && isTouched(draft)}
      onClose={onClose}
      size="md"
      {...title}
      footer={
        draft && (
          <Footer
            formId={formId}
            busy={save.isPending}
            tested={result && stateOf(test)}
            onBack={saved ? undefined : () => setDraft(undefined)}
            onRetry={() => saved && test.mutate(saved.id)}
            onEdit={() => setStep('form')}
            onClose={onClose}
          />
        )
      }
    >
      {!draft && (
        <TypePicker
          types={types.filter((type) => type.type !== 'demo')}
          onPick={(type) => setDraft({ type, form: newProviderForm(type, takenNames), touched: false })}
        />
      )}
      {draft && !result && (
        <ProviderFields
          id={formId}
          type={draft.type}
          value={draft.form}
          onChange={(form) => setDraft({ ...draft, form, touched: true })}
          onSubmit={() => void submit(draft)}
          error={save.error}
          busy={save.isPending}
        />
      )}
      {result && <TestOutcome test={test} id={result.id} />}
    </GuardedDrawer>
  );
}

type Test = ReturnType<typeof useTestProvider>;

function isTouched(draft: Draft | undefined): boolean {
  return draft?.touched === true;
}

function stateOf({ isPending, data }: Test): 'running' | 'works' | 'failed' {
  if (isPending) return 'running';
  return data?.ok ? 'works' : 'failed';
}

function TestOutcome({ test, id }: { test: Test; id: string }): ReactNode {
  const retry = () => test.mutate(id);
  if (test.isPending) return <TestResult test={undefined} error={undefined} onRetry={retry} />;
  return <TestResult test={test.data} error={test.error} onRetry={retry} />;
}

function useTitle(provider: Provider | undefined, draft: Draft | undefined): { title: string; description: string } {
  const { t } = useTranslation('models');
  if (!draft) return { title: t('picker.title'), description: t('picker.text') };
  const { name, description } = draft.type;
  const title = provider ? t('form.editTitle', { name: provider.name }) : t('form.newTitle', { type: name });
  return { title, description };
}

interface FooterProps {
  formId: string;
  busy: boolean;
  tested: 'running' | 'works' | 'failed' | undefined;
  onBack: (() => void) | undefined;
  onRetry: () => void;
  onEdit: () => void;
  onClose: () => void;
}

function Footer({ formId, busy, tested, onBack, onRetry, onEdit, onClose }: FooterProps): ReactNode {
  const { t } = useTranslation(['models', 'common']);
  if (tested === undefined) {
    return (
      <>
        {onBack && (
          <Button variant="ghost" icon={ArrowLeft} onClick={onBack} className="me-auto [&_svg]:rtl:-scale-x-100">
            {t('common:back')}
          </Button>
        )}
        <Button type="submit" form={formId} loading={busy}>
          {t('form.saveAndTest')}
        </Button>
      </>
    );
  }
  if (tested === 'failed') {
    return (
      <>
        <Button variant="ghost" onClick={onClose}>
          {t('common:close')}
        </Button>
        <Button variant="outline" icon={RotateCw} onClick={onRetry}>
          {t('test.again')}
        </Button>
        <Button onClick={onEdit}>{t('form.change')}</Button>
      </>
    );
  }
  return (
    <Button disabled={tested === 'running'} onClick={onClose}>
      {t('form.done')}
    </Button>
  );
}
