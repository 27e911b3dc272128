import type { AppRoute, NavigationEntry } from '../shared/route.ts';

/**
 * The registry. Each feature lists its own pages in `features/<room>/routes.ts` (`defineRoutes`), so that rooms are
 * added without touching this file. Route files are small and eager; pages are not.
 */
const features = import.meta.glob<{ routes: readonly AppRoute[] }>('../features/*/routes.ts', { eager: true });

/** Left out of a build, together with its code. */
const development: readonly AppRoute[] = import.meta.env.DEV
  ? [{ path: '/gallery', layout: 'bare', page: async () => (await import('../gallery/gallery-page.tsx')).GalleryPage }]
  : [];

export const routes: readonly AppRoute[] = [
  ...Object.values(features).flatMap((feature) => feature.routes),
  ...development,
];

export interface NavigationRoute extends AppRoute {
  navigation: NavigationEntry;
}

function hasNavigation(route: AppRoute): route is NavigationRoute {
  return route.navigation !== undefined;
}

export const navigationRoutes: readonly NavigationRoute[] = routes
  .filter(hasNavigation)
  .toSorted((left, right) => left.navigation.order - right.navigation.order);
