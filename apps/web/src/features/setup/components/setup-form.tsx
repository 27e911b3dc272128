import { ApiError } from '@agentforge/client/problem';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { PasswordInput } from '@agentforge/ui/password-input';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { BareLayout } from '../../../shared/bare/bare-layout.tsx';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { problemFields } from '../../../shared/forms/problem-fields.ts';
import { leastPasswordLength } from '../../../shared/passwords/password-strength.ts';
import { StrengthMeter } from '../../../shared/passwords/strength-meter.tsx';
import { useRunSetup } from '../api/run-setup.ts';

interface Values {
  organization: string;
  first_name: string;
  last_name: string;
  email: string;
  password: string;
}

const names = ['organization', 'first_name', 'last_name', 'email', 'password'] as const;

export interface SetupFormProps {
  token: string;
  onDone: () => void;
  onOtherToken: () => void;
}

export function SetupForm({ token, onDone, onOtherToken }: SetupFormProps): ReactNode {
  const { t } = useTranslation(['auth', 'common']);
  const setup = useRunSetup();
  const form = useForm<Values>({
    defaultValues: { organization: '', first_name: '', last_name: '', email: '', password: '' },
  });
  const { errors } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    await setup.mutateAsync({ ...values, setup_token: token }).then(onDone, (error: unknown) => {
      for (const { name, message } of problemFields(error, names).fields) form.setError(name, { message });
    });
  });
  const required = t('common:form.required');
  const values = form.watch();
  return (
    <BareLayout title={t('setup.title')} text={t('setup.text')}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        <SetupFailure error={setup.error} onOtherToken={onOtherToken} />
        <Field label={t('setup.organization')} error={errors.organization?.message} required>
          <Input
            autoComplete="organization"
            autoFocus
            {...form.register('organization', { required, maxLength: 120 })}
          />
        </Field>
        <div className="grid gap-5 sm:grid-cols-2 sm:gap-3">
          <Field label={t('common:form.firstName')} error={errors.first_name?.message} optional>
            <Input autoComplete="given-name" {...form.register('first_name', { maxLength: 100 })} />
          </Field>
          <Field label={t('common:form.lastName')} error={errors.last_name?.message} optional>
            <Input autoComplete="family-name" {...form.register('last_name', { maxLength: 100 })} />
          </Field>
        </div>
        <Field label={t('common:form.email')} error={errors.email?.message} required>
          <Input
            type="email"
            autoComplete="username"
            {...form.register('email', {
              required,
              pattern: { value: /^\S+@\S+$/, message: t('common:form.emailInvalid') },
            })}
          />
        </Field>
        <div>
          <Field label={t('common:form.password')} error={errors.password?.message} required>
            <PasswordInput
              autoComplete="new-password"
              {...form.register('password', {
                required,
                minLength: { value: leastPasswordLength, message: t('common:password.strength0') },
              })}
            />
          </Field>
          <StrengthMeter
            password={values.password}
            about={[values.email, values.first_name, values.last_name, values.organization]}
          />
        </div>
        <Button type="submit" block size="lg" loading={setup.isPending}>
          {t('setup.submit')}
        </Button>
      </form>
    </BareLayout>
  );
}

function SetupFailure({ error, onOtherToken }: { error: unknown; onOtherToken: () => void }): ReactNode {
  const { t } = useTranslation('auth');
  if (!error || !problemFields(error, names).rest) return null;
  const tokenRefused = error instanceof ApiError && error.status === 403;
  if (!tokenRefused) return <ErrorNotice error={error} />;
  return (
    <Alert
      tone="danger"
      title={error.title}
      actions={
        <Button variant="outline" size="sm" onClick={onOtherToken}>
          {t('setup.otherLink')}
        </Button>
      }
    >
      {error.detail}
    </Alert>
  );
}
