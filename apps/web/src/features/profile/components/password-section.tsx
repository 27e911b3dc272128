import { ApiError } from '@agentforge/client/problem';
import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { Field } from '@agentforge/ui/field';
import { PasswordInput } from '@agentforge/ui/password-input';
import { toast } from '@agentforge/ui/toast';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { sentence } from '../../../shared/forms/problem-fields.ts';
import { leastPasswordLength } from '../../../shared/passwords/password-strength.ts';
import { StrengthMeter } from '../../../shared/passwords/strength-meter.tsx';
import { useSession } from '../../../shared/session.tsx';
import { useChangePassword } from '../api/profile.ts';

interface Values {
  current: string;
  next: string;
}

export function PasswordSection(): ReactNode {
  const { t } = useTranslation(['profile', 'common']);
  const { user } = useSession();
  const change = useChangePassword();
  const form = useForm<Values>({ defaultValues: { current: '', next: '' } });
  const { errors } = form.formState;
  const submit = form.handleSubmit(async ({ current, next }) => {
    try {
      await change.mutateAsync({ current_password: current, new_password: next });
    } catch (error) {
      if (!(error instanceof ApiError)) return;
      for (const { path, message } of error.errors)
        form.setError(path === 'current_password' ? 'current' : 'next', { message: sentence(message) });
      return;
    }
    form.reset();
    toast.success(t('password.changed'), { description: t('password.others') });
  });
  const required = t('common:form.required');
  const placed = change.error instanceof ApiError && change.error.errors.length > 0;
  return (
    <Card>
      <CardHeader title={t('password.title')} description={t('password.text')} />
      <form noValidate className="flex flex-col gap-5" onSubmit={(event) => void submit(event)}>
        {change.error && !placed && <ErrorNotice error={change.error} />}
        {/* Tells password managers whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <Field label={t('password.current')} error={errors.current?.message} required>
            <PasswordInput {...form.register('current', { required })} />
          </Field>
          <div>
            <Field label={t('password.next')} error={errors.next?.message} required>
              <PasswordInput
                autoComplete="new-password"
                {...form.register('next', {
                  required,
                  minLength: { value: leastPasswordLength, message: t('common:password.strength0') },
                })}
              />
            </Field>
            <StrengthMeter password={form.watch('next')} about={[user.email, user.first_name, user.last_name]} />
          </div>
        </div>
        <div className="flex justify-end">
          <Button type="submit" loading={change.isPending}>
            {t('password.submit')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
