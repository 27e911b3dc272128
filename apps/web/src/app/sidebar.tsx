import { classNames } from '@agentforge/ui/class-names';
import { IconButton } from '@agentforge/ui/icon-button';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Logo } from '../shared/logo.tsx';
import { readStored, writeStored } from '../shared/stored.ts';
import { useMediaQuery } from '../shared/use-media-query.ts';
import { NavigationLink } from './navigation-link.tsx';
import { useNavigationGroups } from './use-navigation-groups.ts';

/** 256 px on a desktop unless the person folded it, icons on a tablet unless unfolded. Both choices are remembered. */
function useFolded(): [boolean, () => void] {
  const desktop = useMediaQuery('(width >= 64rem)');
  const name = desktop ? 'sidebar.desktop' : 'sidebar.tablet';
  const [choices, setChoices] = useState<Readonly<Record<string, boolean>>>({});
  const folded = choices[name] ?? (readStored(name) ?? (desktop ? 'open' : 'folded')) === 'folded';
  const toggle = () => {
    setChoices({ ...choices, [name]: !folded });
    writeStored(name, folded ? 'open' : 'folded');
  };
  return [folded, toggle];
}

export function Sidebar(): ReactNode {
  const { t } = useTranslation('shell');
  const sections = useNavigationGroups();
  const [folded, toggle] = useFolded();
  return (
    <aside
      className={classNames(
        'sticky top-0 flex h-dvh shrink-0 flex-col border-e border-line bg-surface transition-[width] duration-200',
        folded ? 'w-[4.5rem]' : 'w-64',
      )}
    >
      <div className={classNames('flex h-14 shrink-0 items-center', folded ? 'justify-center' : 'px-5')}>
        <Link
          to="/"
          aria-label={t('product')}
          className="flex items-center gap-2.5 rounded-lg text-[0.9375rem] font-semibold tracking-[-0.01em]"
        >
          <Logo className="size-7" />
          {!folded && t('product')}
        </Link>
      </div>
      <nav
        aria-label={t('navigation')}
        className={classNames('grow overflow-y-auto pt-2 pb-4', folded ? 'px-4' : 'px-3')}
      >
        {sections.map(({ group, entries }, position) => (
          <div key={group} className={classNames(position > 0 && (folded ? 'mt-3 border-t border-line pt-3' : 'mt-6'))}>
            <h2 className={folded ? 'sr-only' : 'px-3 pb-1.5 text-xs font-medium text-subtle'}>
              {t(`group.${group}`)}
            </h2>
            <ul className="flex flex-col gap-0.5">
              {entries.map((route) => (
                <li key={route.path}>
                  <NavigationLink route={route} iconOnly={folded} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div
        className={classNames('flex h-14 shrink-0 items-center border-t border-line px-4', folded && 'justify-center')}
      >
        <IconButton
          icon={folded ? PanelLeftOpen : PanelLeftClose}
          mirror
          size="sm"
          label={folded ? t('expand') : t('collapse')}
          aria-expanded={!folded}
          onClick={toggle}
        />
      </div>
    </aside>
  );
}
