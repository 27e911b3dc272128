import { ApiError } from '@agentforge/client/problem';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { PasswordInput } from '@agentforge/ui/password-input';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useSignIn } from '../api/sign-in.ts';
import { useCountdown } from './use-countdown.ts';

interface Values {
  email: string;
  password: string;
  tenant: string;
}

export function LoginForm(): ReactNode {
  const { t } = useTranslation(['auth', 'common']);
  const signIn = useSignIn();
  const form = useForm<Values>({ defaultValues: { email: '', password: '', tenant: '' } });
  const [until, setUntil] = useState<number>();
  // The server asks for the organization only where one address belongs to several.
  const [severalTenants, setSeveralTenants] = useState(false);
  const wait = useCountdown(until);
  const { errors } = form.formState;
  const submit = form.handleSubmit(async ({ email, password, tenant }) => {
    if (wait > 0) return;
    await signIn
      .mutateAsync({ email, password, ...(tenant.trim() ? { tenant: tenant.trim() } : {}) })
      .catch((error: unknown) => {
        if (!(error instanceof ApiError)) return;
        setUntil(error.retryAfterSeconds === null ? undefined : Date.now() + error.retryAfterSeconds * 1000);
        if (error.code === 'rule_broken') setSeveralTenants(true);
        form.setFocus(error.status === 401 ? 'password' : 'email', { shouldSelect: true });
      });
  });
  const required = t('common:form.required');
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <LoginFailure error={signIn.isPending ? null : signIn.error} wait={wait} />
      <Field label={t('common:form.email')} error={errors.email?.message} required>
        <Input type="email" autoComplete="username" autoFocus {...form.register('email', { required })} />
      </Field>
      <Field label={t('common:form.password')} error={errors.password?.message} required>
        <PasswordInput {...form.register('password', { required })} />
      </Field>
      {severalTenants && (
        <Field label={t('login.tenant')} hint={t('login.tenantHint')}>
          <Input autoComplete="organization" autoCapitalize="none" {...form.register('tenant')} />
        </Field>
      )}
      <Button type="submit" block size="lg" loading={signIn.isPending} disabled={wait > 0}>
        {t('login.submit')}
      </Button>
      <p className="text-center text-[0.8125rem] text-subtle">{t('login.forgot')}</p>
    </form>
  );
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function LoginFailure({ error, wait }: { error: unknown; wait: number }): ReactNode {
  const { t } = useTranslation('auth');
  if (!error) return null;
  if (error instanceof ApiError && error.status === 401) return <Alert tone="danger">{error.message}</Alert>;
  const blocked = error instanceof ApiError && (error.status === 423 || error.status === 429);
  if (!blocked) return <ErrorNotice error={error} />;
  if (wait === 0 && error.retryAfterSeconds !== null) return <Alert tone="info">{t('login.again')}</Alert>;
  return (
    <Alert tone="warning" title={error.title}>
      {error.detail}
      {wait > 0 && <p className="mt-1 tabular-nums">{t('login.wait', { time: clock(wait) })}</p>}
    </Alert>
  );
}
