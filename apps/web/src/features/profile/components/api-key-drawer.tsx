import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { CodeBlock } from '@agentforge/ui/code-block';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { Select } from '@agentforge/ui/select';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { GuardedDrawer } from '../../../shared/forms/guarded-drawer.tsx';
import { problemFields } from '../../../shared/forms/problem-fields.ts';
import { PermissionPicker } from '../../../shared/permissions/permission-picker.tsx';
import { type PermissionName, usePermissions } from '../../../shared/permissions/use-permissions.ts';
import { useSession } from '../../../shared/session.tsx';
import { useCreateApiKey } from '../api/profile.ts';

const periods = ['30', '90', '365', 'never'] as const;

interface Draft {
  name: string;
  period: (typeof periods)[number];
  scopes: readonly PermissionName[];
}

export function ApiKeyDrawer({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation(['profile', 'common']);
  const formId = useId();
  const create = useCreateApiKey();
  const [draft, setDraft] = useState<Draft>({ name: '', period: '90', scopes: [] });
  const [checked, setChecked] = useState(false);
  const touched = draft.name !== '' || draft.scopes.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (draft.name.trim() === '' || draft.scopes.length === 0) return;
    create.mutate({
      name: draft.name.trim(),
      scopes: [...draft.scopes],
      expires_in_days: draft.period === 'never' ? null : Number(draft.period),
    });
  };
  const made = create.data;
  return (
    <GuardedDrawer
      open
      size="lg"
      dirty={made ? false : touched}
      onClose={onClose}
      title={t('keys.create')}
      description={t('keys.createText')}
      footer={
        made ? (
          <Button onClick={onClose}>{t('keys.kept')}</Button>
        ) : (
          <Button type="submit" form={formId} loading={create.isPending}>
            {t('keys.create')}
          </Button>
        )
      }
    >
      {made ? (
        <div className="flex flex-col gap-4">
          <Alert tone="warning" title={t('keys.onceTitle')}>
            {t('keys.onceText')}
          </Alert>
          <CodeBlock code={made.key} title={made.name} wrap />
        </div>
      ) : (
        <form id={formId} noValidate className="flex flex-col gap-5" onSubmit={submit}>
          <KeyFields draft={draft} onChange={setDraft} checked={checked} error={create.error} />
        </form>
      )}
    </GuardedDrawer>
  );
}

interface KeyFieldsProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** Whether missing fields are marked. */
  checked: boolean;
  error: unknown;
}

function KeyFields({ draft, onChange, checked, error }: KeyFieldsProps): ReactNode {
  const { t } = useTranslation(['profile', 'common']);
  const { can } = useSession();
  const permissions = usePermissions();
  const problem = error ? problemFields(error, ['name', 'scopes'] as const) : { fields: [], rest: false };
  const messageOf = (name: 'name' | 'scopes', empty: boolean) =>
    checked && empty ? t('common:form.required') : problem.fields.find((field) => field.name === name)?.message;
  const pickPeriod = (value: string) => {
    const period = periods.find((candidate) => candidate === value);
    if (period) onChange({ ...draft, period });
  };
  return (
    <>
      {problem.rest && <ErrorNotice error={error} />}
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Field
          label={t('common:name')}
          hint={t('keys.nameHint')}
          error={messageOf('name', draft.name.trim() === '')}
          required
        >
          <Input
            maxLength={80}
            autoComplete="off"
            value={draft.name}
            onChange={(event) => onChange({ ...draft, name: event.target.value })}
          />
        </Field>
        <Field label={t('keys.expires')}>
          <Select
            value={draft.period}
            onValueChange={pickPeriod}
            options={periods.map((value) => ({ value, label: t(`keys.period.${value}`) }))}
          />
        </Field>
      </div>
      <Field
        group
        required
        label={t('keys.scopes')}
        hint={t('keys.scopesHint')}
        error={messageOf('scopes', draft.scopes.length === 0)}
      >
        {permissions.error ? (
          <ErrorNotice error={permissions.error} onRetry={permissions.retry} />
        ) : permissions.data ? (
          <PermissionPicker
            permissions={permissions.data.filter((permission) => can(permission.name))}
            value={draft.scopes}
            onValueChange={(scopes) => onChange({ ...draft, scopes })}
          />
        ) : (
          <SkeletonText lines={6} />
        )}
      </Field>
    </>
  );
}
