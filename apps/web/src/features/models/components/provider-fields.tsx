import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { SchemaForm } from '@agentforge/ui/schema-form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { sentence } from '../../../shared/forms/problem-fields.ts';
import type { ProviderType } from '../api/queries.ts';
import { type ProviderFormValue, providerFormErrors } from '../provider-form.ts';

export interface ProviderFieldsProps {
  id: string;
  type: ProviderType;
  value: ProviderFormValue;
  onChange: (value: ProviderFormValue) => void;
  onSubmit: () => void;
  error: unknown;
  busy: boolean;
}

export function ProviderFields(props: ProviderFieldsProps): ReactNode {
  const { id, type, value, onChange, onSubmit, error, busy } = props;
  const { t } = useTranslation('models');
  const errors = providerFormErrors(error);
  const messages = Object.fromEntries(Object.entries(errors.config).map(([name, text]) => [name, sentence(text)]));
  const unplaced = error && !errors.name && Object.keys(messages).length === 0;
  return (
    <form
      id={id}
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {unplaced ? <ErrorNotice error={error} /> : null}
      <Field
        label={t('form.name')}
        hint={t('form.nameHint', { name: value.name || type.type })}
        error={errors.name && sentence(errors.name)}
        required
      >
        <Input
          mono
          maxLength={40}
          autoComplete="off"
          disabled={busy}
          value={value.name}
          onChange={(event) => onChange({ ...value, name: event.target.value.toLowerCase() })}
        />
      </Field>
      <SchemaForm
        schema={type.config_schema}
        value={value.config}
        onChange={(config) => onChange({ ...value, config })}
        errors={messages}
        disabled={busy}
      />
    </form>
  );
}
