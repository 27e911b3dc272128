import { lazy, type ReactNode, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { useSession } from '../shared/session.tsx';
import { AppShell } from './app-shell.tsx';
import { CrashBoundary } from './crash-boundary.tsx';
import { ForbiddenPage, NotFoundPage } from './plain-pages.tsx';
import type { AppRoute } from './route.ts';
import { routes } from './routes.tsx';
import { Splash } from './splash.tsx';

/** One lazy page with its guard; what it throws stays inside the shell. */
function pageOf({ page, permission }: AppRoute): () => ReactNode {
  const Page = lazy(async () => ({ default: await page() }));
  const Guarded = ({ needed }: { needed: string }) =>
    useSession().can(needed) ? <Page /> : <ForbiddenPage permission={needed} />;
  return function RoutePage(): ReactNode {
    return (
      <CrashBoundary>
        <Suspense fallback={<Splash />}>
          {permission === undefined ? <Page /> : <Guarded needed={permission} />}
        </Suspense>
      </CrashBoundary>
    );
  };
}

const pages = routes.map((route) => ({ path: route.path, bare: route.layout === 'bare', Page: pageOf(route) }));

export function AppRouter(): ReactNode {
  return (
    <BrowserRouter>
      <CrashBoundary>
        <Routes>
          {pages
            .filter(({ bare }) => bare)
            .map(({ path, Page }) => (
              <Route key={path} path={path} element={<Page />} />
            ))}
          <Route element={<AppShell />}>
            {pages
              .filter(({ bare }) => !bare)
              .map(({ path, Page }) => (
                <Route key={path} path={path} element={<Page />} />
              ))}
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Routes>
      </CrashBoundary>
    </BrowserRouter>
  );
}
