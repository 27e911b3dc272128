import { Alert } from '@agentforge/ui/alert';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { BareLayout } from '../../../shared/bare/bare-layout.tsx';
import { useMe } from '../../../shared/session.tsx';
import { useSetupStatus } from '../../../shared/setup/setup-status.ts';
import { LoginForm } from '../components/login-form.tsx';
import { nextAddress } from '../next-address.ts';

/** Sign-in. People who are signed in already go on at once; a fresh installation leads to its setup. */
export function LoginPage(): ReactNode {
  const { t } = useTranslation('auth');
  const [search] = useSearchParams();
  const me = useMe();
  const setup = useSetupStatus();
  if (me.isSuccess) return <Navigate replace to={nextAddress(search.get('next'))} />;
  if (setup.data?.required) return <Navigate replace to="/setup" />;
  const interrupted = search.has('next');
  return (
    <BareLayout title={t('login.title')} text={interrupted ? t('login.toContinue') : t('login.text')}>
      {search.has('signed_out') && (
        <Alert tone="success" className="mb-5">
          {t('login.signedOut')}
        </Alert>
      )}
      <LoginForm />
    </BareLayout>
  );
}
