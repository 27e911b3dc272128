import { ApiError } from '@agentforge/client/problem';
import { changePassword } from '@agentforge/contracts/identity/endpoints';
import type { Me } from '@agentforge/contracts/identity/schemas';
import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { PasswordInput } from '@agentforge/ui/password-input';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { BareLayout } from '../bare/bare-layout.tsx';
import { client } from '../client.ts';
import { ErrorNotice } from '../error-notice.tsx';
import { sentence } from '../forms/problem-fields.ts';
import { endSession, useStartSession } from '../session.tsx';
import { leastPasswordLength } from './password-strength.ts';
import { StrengthMeter } from './strength-meter.tsx';

interface Values {
  current: string;
  next: string;
}

/** All that whoever signed in with a temporary password may do. */
export function ChoosePasswordPage({ me }: { me: Me }): ReactNode {
  const { t } = useTranslation(['auth', 'common', 'shell']);
  const { user } = me;
  const startSession = useStartSession();
  const change = useMutation({
    mutationFn: ({ current, next }: Values) =>
      client.call(changePassword, { body: { current_password: current, new_password: next } }),
    onSuccess: startSession,
  });
  const form = useForm<Values>({ defaultValues: { current: '', next: '' } });
  const { errors } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    await change.mutateAsync(values).catch((error: unknown) => {
      if (!(error instanceof ApiError)) return;
      for (const { path, message } of error.errors)
        form.setError(path === 'current_password' ? 'current' : 'next', { message: sentence(message) });
    });
  });
  const required = t('common:form.required');
  const placed = change.error instanceof ApiError && change.error.errors.length > 0;
  const leave = () => void endSession().then(() => window.location.assign('/login?signed_out=1'));
  return (
    <BareLayout title={t('choose.title')} text={t('choose.text')}>
      <form noValidate className="flex flex-col gap-5" onSubmit={(event) => void submit(event)}>
        {change.error && !placed && <ErrorNotice error={change.error} />}
        {/* Tells password managers whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
        <Field label={t('choose.current')} error={errors.current?.message} required>
          <PasswordInput {...form.register('current', { required })} />
        </Field>
        <div>
          <Field label={t('choose.next')} error={errors.next?.message} required>
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
        <Button type="submit" block size="lg" loading={change.isPending}>
          {t('choose.submit')}
        </Button>
        <Button variant="ghost" block onClick={leave}>
          {t('choose.leave')}
        </Button>
      </form>
    </BareLayout>
  );
}
