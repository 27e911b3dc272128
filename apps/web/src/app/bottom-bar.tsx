import { classNames } from '@agentforge/ui/class-names';
import { Ellipsis } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useNavigationGroups } from './use-navigation-groups.ts';

const MoreSheet = lazy(async () => ({ default: (await import('./more-sheet.tsx')).MoreSheet }));
const item =
  'flex min-w-0 flex-1 flex-col items-center justify-center gap-1 rounded-lg text-[0.6875rem] font-medium text-subtle';

/** The phone's navigation: up to four places and everything else under "More". */
export function BottomBar(): ReactNode {
  const { t } = useTranslation('shell');
  const sections = useNavigationGroups();
  const [sheet, setSheet] = useState<'never' | 'open' | 'closed'>('never');
  const places = sections
    .flatMap((section) => section.entries)
    .filter((route) => route.navigation.phone)
    .slice(0, 4);
  return (
    <>
      <nav
        aria-label={t('navigation')}
        className="fixed inset-x-0 bottom-0 z-40 flex h-[calc(4rem+env(safe-area-inset-bottom))] border-t border-line bg-surface/95 px-1 pb-[env(safe-area-inset-bottom)] backdrop-blur"
      >
        {places.map(({ path, navigation: { icon: Icon, label } }) => (
          <NavLink
            key={path}
            to={path}
            end={path === '/'}
            className={classNames(item, 'aria-[current=page]:text-accent-text')}
          >
            <Icon aria-hidden className="size-5" />
            <span className="max-w-full truncate">{t(`nav.${label}`)}</span>
          </NavLink>
        ))}
        <button
          type="button"
          aria-haspopup="dialog"
          aria-expanded={sheet === 'open'}
          onClick={() => setSheet('open')}
          className={item}
        >
          <Ellipsis aria-hidden className="size-5" />
          {t('more')}
        </button>
      </nav>
      <Suspense>
        {sheet !== 'never' && (
          <MoreSheet open={sheet === 'open'} onOpenChange={(open) => setSheet(open ? 'open' : 'closed')} />
        )}
      </Suspense>
    </>
  );
}
