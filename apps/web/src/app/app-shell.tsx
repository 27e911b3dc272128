import { ApiError } from '@agentforge/client/problem';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { ErrorNotice } from '../shared/error-notice.tsx';
import { SessionProvider, useMe } from '../shared/session.tsx';
import { useMediaQuery } from '../shared/use-media-query.ts';
import { BottomBar } from './bottom-bar.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { PausedBanner } from './paused-banner.tsx';
import { Sidebar } from './sidebar.tsx';
import { Splash } from './splash.tsx';
import { TopBar } from './top-bar.tsx';
import { useRouteFocus } from './use-route-focus.ts';

/** Rarely seen: not part of what every page loads. */
const ChoosePasswordPage = lazy(async () => ({
  default: (await import('../shared/passwords/choose-password-page.tsx')).ChoosePasswordPage,
}));

/** The frame of every signed-in page. Nobody signed in: on to the sign-in page, and back here afterwards. */
export function AppShell(): ReactNode {
  const me = useMe();
  const location = useLocation();
  // Without a sign-in page in the registry, sending people there would go round in circles.
  const signedOut = me.error instanceof ApiError && me.error.status === 401;
  if (signedOut && location.pathname !== '/login') {
    const next = `${location.pathname}${location.search}`;
    return <Navigate replace to={next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`} />;
  }
  if (me.data?.must_change_password)
    return (
      <Suspense fallback={<Splash />}>
        <ChoosePasswordPage me={me.data} />
      </Suspense>
    );
  if (me.data) {
    return (
      <SessionProvider me={me.data}>
        <Frame />
      </SessionProvider>
    );
  }
  if (!me.error) return <Splash />;
  return (
    <div className="mx-auto max-w-lg px-4 py-24">
      <ErrorNotice error={me.error} onRetry={() => void me.refetch()} />
    </div>
  );
}

function Frame(): ReactNode {
  const { t } = useTranslation('shell');
  const phone = useMediaQuery('(width < 48rem)');
  useRouteFocus();
  return (
    <div className="flex min-h-dvh">
      <a
        href="#main"
        className="fixed start-4 top-3 z-70 -translate-y-20 rounded-lg bg-inverse px-4 py-2 text-sm font-medium text-on-inverse focus:translate-y-0"
      >
        {t('skip')}
      </a>
      {!phone && <Sidebar />}
      <div className="flex min-w-0 grow flex-col">
        <TopBar />
        <OfflineBanner />
        <PausedBanner />
        <main
          id="main"
          tabIndex={-1}
          className="flex min-w-0 grow flex-col outline-none max-md:pb-[calc(4rem+env(safe-area-inset-bottom))]"
        >
          <Suspense fallback={<Splash />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {phone && <BottomBar />}
    </div>
  );
}
