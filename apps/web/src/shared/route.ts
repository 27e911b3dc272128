import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type shell from './i18n/en/shell.json';

export const navigationGroups = ['build', 'use', 'operate', 'admin'] as const;
export type NavigationGroup = (typeof navigationGroups)[number];

export interface NavigationEntry {
  group: NavigationGroup;
  /** A key of `shell.nav`. */
  label: keyof (typeof shell)['nav'];
  icon: LucideIcon;
  /** Place inside its group, low first. */
  order: number;
  /** One of the few places in the bottom bar of a phone. */
  phone?: boolean;
  /** A small count at the end of the entry. */
  badge?: ComponentType;
}

export interface AppRoute {
  /** As react-router writes it: `/agents/:agentId`. */
  path: string;
  /** The page, loaded when it is first visited. */
  page: () => Promise<ComponentType>;
  /** Who may open it; others see which permission is missing, and no navigation entry. */
  permission?: string;
  /** What the installation must offer (`features` of the session); otherwise the page is not there. */
  feature?: string;
  navigation?: NavigationEntry;
  /** `bare` pages (sign-in, setup) have no shell and need no session. */
  layout?: 'app' | 'bare';
}

/** Checks a feature's list of routes: `export const routes = defineRoutes([…])` in `features/<room>/routes.ts`. */
export function defineRoutes(routes: readonly AppRoute[]): readonly AppRoute[] {
  return routes;
}
