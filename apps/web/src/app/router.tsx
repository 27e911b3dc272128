import { type ComponentType, createElement, type ReactNode } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { AppShell } from './app-shell.tsx';
import { CrashScreen } from './crash-screen.tsx';
import { ForbiddenPage, NotFoundPage } from './plain-pages.tsx';
import type { AppRoute } from './route.ts';
import { routes } from './routes.tsx';
import { Splash } from './splash.tsx';
import { useSession } from '../shared/session.tsx';

function guarded(page: ComponentType, permission: string): ComponentType {
  return function GuardedPage(): ReactNode {
    return useSession().can(permission) ? createElement(page) : <ForbiddenPage permission={permission} />;
  };
}

function toRouteObject(route: AppRoute): RouteObject {
  const { path, page, permission } = route;
  return {
    path,
    ErrorBoundary: CrashScreen,
    lazy: async () => {
      const component = await page();
      return { Component: permission === undefined ? component : guarded(component, permission) };
    },
  };
}

export function createRouter() {
  const bare = routes.filter((route) => route.layout === 'bare');
  const inside = routes.filter((route) => route.layout !== 'bare');
  return createBrowserRouter([
    {
      ErrorBoundary: CrashScreen,
      HydrateFallback: Splash,
      children: [
        ...bare.map(toRouteObject),
        { Component: AppShell, children: [...inside.map(toRouteObject), { path: '*', Component: NotFoundPage }] },
      ],
    },
  ]);
}
