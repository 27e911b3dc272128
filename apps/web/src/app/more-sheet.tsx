import { Drawer } from '@agentforge/ui/drawer';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavigationLink } from './navigation-link.tsx';
import { useNavigationGroups } from './use-navigation-groups.ts';

/** All places, for the phone. */
export function MoreSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }): ReactNode {
  const { t } = useTranslation('shell');
  return (
    <Drawer open={open} onOpenChange={onOpenChange} side="bottom" title={t('more')}>
      <div className="flex flex-col gap-5">
        {useNavigationGroups().map(({ group, entries }) => (
          <div key={group}>
            <h3 className="px-3 pb-1 text-xs font-medium text-subtle">{t(`group.${group}`)}</h3>
            <ul>
              {entries.map((route) => (
                <li key={route.path}>
                  <NavigationLink route={route} onNavigate={() => onOpenChange(false)} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Drawer>
  );
}
