import type { AppRoute, NavigationEntry } from './route.ts';

/**
 * The registry. Each feature lists its own pages in `features/<room>/routes.ts` (`defineRoutes`), so that rooms are
 * added without touching this file. Route files are small and eager; pages are not.
 */
const features = import.meta.glob<{ routes: readonly AppRoute[] }>('../features/*/routes.ts', { eager: true });
const gallery = import.meta.env.DEV
  ? import.meta.glob<{ routes: readonly AppRoute[] }>('../gallery/routes.ts', { eager: true })
  : {};

export const routes: readonly AppRoute[] = [...Object.values(features), ...Object.values(gallery)].flatMap(
  (feature) => feature.routes,
);

export interface NavigationRoute extends AppRoute {
  navigation: NavigationEntry;
}

function hasNavigation(route: AppRoute): route is NavigationRoute {
  return route.navigation !== undefined;
}

export const navigationRoutes: readonly NavigationRoute[] = routes
  .filter(hasNavigation)
  .toSorted((left, right) => left.navigation.order - right.navigation.order);
