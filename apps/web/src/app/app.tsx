import { Toaster } from '@agentforge/ui/toast';
import { type UiLinkProps, UiProvider } from '@agentforge/ui/ui-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { directionOf } from '../shared/i18n/setup.ts';
import { createQueryClient } from '../shared/query-client.ts';
import { AppRouter } from './router.tsx';
import { Splash } from './splash.tsx';

function RouterLink({ href, ...rest }: UiLinkProps): ReactNode {
  return href.startsWith('/') ? <Link to={href} {...rest} /> : <a href={href} {...rest} />;
}

/** Everything around the pages: words, direction, data, router, toasts. */
export function App(): ReactNode {
  const { t, i18n } = useTranslation(['common', 'shell']);
  const [client] = useState(createQueryClient);
  const direction = directionOf(i18n.language);
  return (
    <UiProvider strings={t('ui', { returnObjects: true })} link={RouterLink} direction={direction}>
      <QueryClientProvider client={client}>
        <Suspense fallback={<Splash />}>
          <AppRouter />
        </Suspense>
        <Toaster direction={direction} closeLabel={t('close')} label={t('shell:notifications')} />
      </QueryClientProvider>
    </UiProvider>
  );
}
