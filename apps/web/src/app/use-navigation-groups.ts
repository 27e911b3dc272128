import { type NavigationGroup, navigationGroups } from '../shared/route.ts';
import { useSession } from '../shared/session.tsx';
import { type NavigationRoute, navigationRoutes } from './routes.tsx';

export interface NavigationSection {
  group: NavigationGroup;
  entries: readonly NavigationRoute[];
}

/** What this person may open, by group; empty groups are left out. */
export function useNavigationGroups(): readonly NavigationSection[] {
  const { can, features } = useSession();
  const allowed = navigationRoutes.filter(
    ({ permission, feature }) => can(permission) && (feature === undefined || features[feature] === true),
  );
  const sections = navigationGroups.map((group) => ({
    group,
    entries: allowed.filter((route) => route.navigation.group === group),
  }));
  return sections.filter((section) => section.entries.length > 0);
}
