import { Avatar } from '@agentforge/ui/avatar';
import { IconButton } from '@agentforge/ui/icon-button';
import { Kbd } from '@agentforge/ui/kbd';
import { Languages, Moon, Search, Sun, SunMoon } from 'lucide-react';
import { type ComponentProps, lazy, type ReactElement, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../shared/session.tsx';
import { useTheme } from '../shared/theme.ts';
import { PaletteHost, usePalette } from './palette-host.tsx';
import type { TopBarMenuName } from './top-bar-menus.tsx';

const themeIcons = { light: Sun, dark: Moon, system: SunMoon } as const;
const appleKeyboard = /mac|iphone|ipad/i.test(navigator.userAgent);
const loadMenus = () => import('./top-bar-menus.tsx');
const TopBarMenu = lazy(async () => ({ default: (await loadMenus()).TopBarMenu }));

export function TopBar(): ReactNode {
  const { t } = useTranslation('shell');
  const { tenant } = useSession();
  const palette = usePalette();
  const theme = useTheme();
  return (
    <header className="sticky top-0 z-30 flex h-14 shrink-0 items-center gap-1 border-b border-line bg-canvas/90 px-4 backdrop-blur sm:gap-2 sm:px-6">
      <div className="flex min-w-0 items-center gap-2.5">
        <Avatar name={tenant.name} size="xs" />
        <span className="truncate text-sm font-medium">{tenant.name}</span>
      </div>
      <div className="grow" />
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={palette.show}
        className="flex h-9 w-64 items-center gap-2.5 rounded-lg border border-line-strong bg-surface ps-3 pe-2 text-start text-sm text-subtle transition-colors hover:border-control max-lg:hidden"
      >
        <Search aria-hidden className="size-4" />
        <span className="grow truncate">{t('palette.open')}</span>
        <Kbd>{appleKeyboard ? '⌘ K' : 'Ctrl K'}</Kbd>
      </button>
      <IconButton icon={Search} label={t('palette.open')} onClick={palette.show} className="lg:hidden" />
      <MenuOnDemand name="theme">
        {(props) => <IconButton {...props} icon={themeIcons[theme]} label={t('theme.label')} tooltip={false} />}
      </MenuOnDemand>
      <MenuOnDemand name="language">
        {(props) => <IconButton {...props} icon={Languages} label={t('language')} tooltip={false} />}
      </MenuOnDemand>
      <MenuOnDemand name="account">{(props) => <AccountButton {...props} />}</MenuOnDemand>
      <PaletteHost open={palette.open} onOpenChange={palette.setOpen} />
    </header>
  );
}

function AccountButton(props: ComponentProps<'button'>): ReactNode {
  const { t } = useTranslation('shell');
  const { displayName } = useSession();
  return (
    <button type="button" {...props} className="grid size-10 shrink-0 place-items-center rounded-lg touch-target">
      <span className="sr-only">{`${t('account')}: ${displayName}`}</span>
      <span aria-hidden>
        <Avatar name={displayName} size="sm" />
      </span>
    </button>
  );
}

interface MenuOnDemandProps {
  name: TopBarMenuName;
  children: (props: ComponentProps<'button'>) => ReactElement;
}

/** Menus are a third of the shell's code: it comes when a pointer or the focus comes near, the click opens. */
function MenuOnDemand({ name, children }: MenuOnDemandProps): ReactNode {
  const [wanted, setWanted] = useState(false);
  const near = () => void loadMenus().catch(() => undefined);
  const button = children({
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: near,
    onFocus: near,
    onClick: () => setWanted(true),
  });
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <TopBarMenu name={name} trigger={children({})} />
    </Suspense>
  );
}
