import { Spinner } from '@agentforge/ui/spinner';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { BareLayout } from '../../../shared/bare/bare-layout.tsx';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useSetupStatus } from '../../../shared/setup/setup-status.ts';
import { FindTheLink } from '../components/find-the-link.tsx';
import { SetupForm } from '../components/setup-form.tsx';
import { takeSetupToken } from '../setup-token.ts';

/** First run of an installation: the first account, once. */
export function SetupPage(): ReactNode {
  const { t } = useTranslation('auth');
  const status = useSetupStatus();
  const [token, setToken] = useState('');
  const [done, setDone] = useState(false);
  useEffect(() => {
    const take = () => {
      const found = takeSetupToken();
      if (found) setToken(found);
    };
    take();
    // Opening the link in a page that already shows /setup changes nothing but the fragment.
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  if (done) return <Navigate replace to="/" />;
  if (status.data?.required === false) return <Navigate replace to="/login" />;
  if (status.error) {
    return (
      <BareLayout title={t('setup.title')}>
        <ErrorNotice error={status.error} onRetry={() => void status.refetch()} />
      </BareLayout>
    );
  }
  if (!status.data) {
    return (
      <BareLayout title={t('setup.title')}>
        <Spinner />
      </BareLayout>
    );
  }
  if (!token) return <FindTheLink onToken={setToken} />;
  return <SetupForm token={token} onDone={() => setDone(true)} onOtherToken={() => setToken('')} />;
}
