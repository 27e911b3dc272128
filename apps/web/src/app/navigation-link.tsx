import { classNames } from '@agentforge/ui/class-names';
import { Tooltip } from '@agentforge/ui/tooltip';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { NavigationRoute } from './routes.tsx';

export interface NavigationLinkProps {
  route: NavigationRoute;
  /** Only the icon, with the name as tooltip. */
  iconOnly?: boolean;
  onNavigate?: () => void;
}

export function NavigationLink({ route, iconOnly, onNavigate }: NavigationLinkProps): ReactNode {
  const { t } = useTranslation('shell');
  const { icon: Icon, label, badge: BadgeSlot } = route.navigation;
  const name = t(`nav.${label}`);
  const link = (
    <NavLink
      to={route.path}
      end={route.path === '/'}
      aria-label={iconOnly ? name : undefined}
      onClick={onNavigate}
      onPointerEnter={() => void route.page().catch(() => undefined)}
      className={classNames(
        'group relative flex items-center gap-3 rounded-lg text-sm font-medium text-muted transition-colors touch-height hover:bg-hover hover:text-foreground',
        'aria-[current=page]:bg-selected aria-[current=page]:text-foreground',
        iconOnly ? 'size-10 justify-center' : 'h-9 px-3',
      )}
    >
      <Icon aria-hidden className="size-[1.125rem] shrink-0 group-aria-[current=page]:text-accent-text" />
      {!iconOnly && <span className="min-w-0 grow truncate">{name}</span>}
      {BadgeSlot && (
        <span className={iconOnly ? 'absolute -end-1 -top-1 scale-80' : 'contents'}>
          <BadgeSlot />
        </span>
      )}
    </NavLink>
  );
  return iconOnly ? (
    <Tooltip label={name} side="end">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
