import type { Trigger } from '@agentforge/contracts/triggers/schemas';
import { parseTemplate, renderTemplate, TemplateError } from '@agentforge/contracts/triggers/template';
import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { Textarea } from '@agentforge/ui/textarea';
import { toast } from '@agentforge/ui/toast';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';
import { GuardedDrawer } from '../../../../shared/forms/guarded-drawer.tsx';
import { problemFields, sentence } from '../../../../shared/forms/problem-fields.ts';
import { type TriggerDraft, useCreateTrigger, useUpdateTrigger } from '../../api/triggers.ts';
import { samplePayload } from '../../state/sample-payload.ts';
import { SecretPanel } from './secret-panel.tsx';

export interface TriggerDrawerProps {
  agentId: string;
  /** Absent: a new one. */
  trigger?: Trigger;
  onClose: () => void;
}

export function TriggerDrawer({ agentId, trigger, onClose }: TriggerDrawerProps): ReactNode {
  const { t } = useTranslation(['triggers', 'common']);
  const formId = useId();
  const create = useCreateTrigger(agentId);
  const update = useUpdateTrigger();
  const before = { name: trigger?.name ?? '', message_template: trigger?.message_template ?? '' };
  const [draft, setDraft] = useState<TriggerDraft>(before);
  const [checked, setChecked] = useState(false);
  const made = create.data;
  const dirty = draft.name !== before.name || draft.message_template !== before.message_template;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (draft.name.trim() === '' || templateProblem(draft.message_template) !== undefined) return;
    if (!trigger) return create.mutate(draft);
    const onSuccess = () => {
      toast.success(t('common:saved'));
      onClose();
    };
    update.mutate({ id: trigger.id, ...draft }, { onSuccess });
  };
  const title = trigger ? t('edit') : t('create');
  return (
    <GuardedDrawer
      open
      size="lg"
      dirty={!made && dirty}
      onClose={onClose}
      title={made ? t('secret.title') : title}
      description={made ? made.name : t('createText')}
      footer={
        made ? (
          <Button onClick={onClose}>{t('secret.kept')}</Button>
        ) : (
          <Button type="submit" form={formId} loading={create.isPending || update.isPending}>
            {trigger ? t('common:saveChanges') : t('createConfirm')}
          </Button>
        )
      }
    >
      {made ? (
        <SecretPanel trigger={made} />
      ) : (
        <form id={formId} noValidate className="flex flex-col gap-5" onSubmit={submit}>
          <TriggerFields draft={draft} onChange={setDraft} checked={checked} error={create.error ?? update.error} />
        </form>
      )}
    </GuardedDrawer>
  );
}

/** What is wrong with a template, `''` for an empty one. */
function templateProblem(template: string): string | undefined {
  if (template.trim() === '') return '';
  try {
    parseTemplate(template);
    return undefined;
  } catch (error) {
    return error instanceof TemplateError ? sentence(error.message) : '';
  }
}

/** Double braces in a text of the catalogue would be its own. */
const placeholders = { example: '{{order.id}}', first: '{{items.0.name}}', whole: '{{.}}' };

interface TriggerFieldsProps {
  draft: TriggerDraft;
  onChange: (draft: TriggerDraft) => void;
  /** Whether missing fields are marked. */
  checked: boolean;
  error: unknown;
}

function TriggerFields({ draft, onChange, checked, error }: TriggerFieldsProps): ReactNode {
  const { t } = useTranslation(['triggers', 'common']);
  const problem = error ? problemFields(error, ['name', 'message_template'] as const) : { fields: [], rest: false };
  const told = (name: string) => problem.fields.find((field) => field.name === name)?.message;
  const template = templateProblem(draft.message_template);
  return (
    <>
      {problem.rest && <ErrorNotice error={error} />}
      <Field
        label={t('common:name')}
        hint={t('nameHint')}
        error={checked && draft.name.trim() === '' ? t('common:form.required') : told('name')}
        required
      >
        <Input
          maxLength={80}
          autoComplete="off"
          value={draft.name}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
      </Field>
      <Field
        label={t('template')}
        hint={t('templateHint', placeholders)}
        error={checked && template !== undefined ? template || t('common:form.required') : told('message_template')}
        required
      >
        <Textarea
          mono
          autoGrow
          maxRows={16}
          rows={6}
          maxLength={20_000}
          placeholder={t('templateExample', { id: '{{order.id}}', name: '{{order.customer}}' })}
          value={draft.message_template}
          onChange={(event) => onChange({ ...draft, message_template: event.target.value })}
        />
      </Field>
      {template === undefined && <Preview template={draft.message_template} />}
    </>
  );
}

function Preview({ template }: { template: string }): ReactNode {
  const { t } = useTranslation('triggers');
  const { message } = renderTemplate(template, samplePayload(template));
  return (
    <section aria-label={t('preview')}>
      <h3 className="text-sm font-medium">{t('preview')}</h3>
      <p dir="auto" className="mt-2 rounded-xl bg-sunken px-4 py-3 text-sm break-words whitespace-pre-line">
        {message}
      </p>
      <p className="mt-2 text-[0.8125rem] text-subtle">{t('previewText')}</p>
    </section>
  );
}
