import { lazy, type ReactNode, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { useSession } from '../shared/session.tsx';
import { AppShell } from './app-shell.tsx';
import { CrashBoundary } from './crash-boundary.tsx';
import { ForbiddenPage, NotFoundPage } from './plain-pages.tsx';
import { routes } from './routes.tsx';
import { Splash } from './splash.tsx';

const pages = routes.map((route) => ({
  ...route,
  bare: route.layout === 'bare',
  Page: lazy(async () => ({ default: await route.page() })),
}));

function Guarded({ permission, children }: { permission: string; children: ReactNode }): ReactNode {
  return useSession().can(permission) ? children : <ForbiddenPage permission={permission} />;
}

/** What this installation does not offer is not there. */
function Offered({ feature, children }: { feature: string; children: ReactNode }): ReactNode {
  return useSession().features[feature] === true ? children : <NotFoundPage />;
}

/** One lazy page with its guard; what it throws stays inside the shell. */
function RoutePage({ page: { Page, permission, feature } }: { page: (typeof pages)[number] }): ReactNode {
  const content = feature === undefined ? <Page /> : <Offered feature={feature}>{<Page />}</Offered>;
  return (
    <CrashBoundary>
      <Suspense fallback={<Splash />}>
        {permission === undefined ? content : <Guarded permission={permission}>{content}</Guarded>}
      </Suspense>
    </CrashBoundary>
  );
}

export function AppRouter(): ReactNode {
  return (
    <BrowserRouter>
      <CrashBoundary>
        <Routes>
          {pages
            .filter(({ bare }) => bare)
            .map((page) => (
              <Route key={page.path} path={page.path} element={<RoutePage key={page.path} page={page} />} />
            ))}
          <Route element={<AppShell />}>
            {pages
              .filter(({ bare }) => !bare)
              .map((page) => (
                <Route key={page.path} path={page.path} element={<RoutePage key={page.path} page={page} />} />
              ))}
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Routes>
      </CrashBoundary>
    </BrowserRouter>
  );
}
