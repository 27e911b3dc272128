import { Avatar } from '@agentforge/ui/avatar';
import { DropdownMenu, MenuItem, MenuLabel, MenuRadio, MenuSeparator } from '@agentforge/ui/dropdown-menu';
import { IconButton } from '@agentforge/ui/icon-button';
import { Kbd } from '@agentforge/ui/kbd';
import { Languages, LogOut, Moon, Search, Sun, SunMoon, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowError } from '../shared/error-notice.tsx';
import { changeLanguage, languages } from '../shared/i18n/setup.ts';
import { useSession } from '../shared/session.tsx';
import { setTheme, themes, useTheme } from '../shared/theme.ts';
import { PaletteHost, usePalette } from './palette-host.tsx';
import { routes } from './routes.tsx';

const themeIcons = { light: Sun, dark: Moon, system: SunMoon } as const;
const appleKeyboard = /mac|iphone|ipad/i.test(navigator.userAgent);

export function TopBar(): ReactNode {
  const { t } = useTranslation('shell');
  const { tenant } = useSession();
  const palette = usePalette();
  return (
    <header className="sticky top-0 z-30 flex h-14 shrink-0 items-center gap-2 border-b border-line bg-canvas/90 px-4 backdrop-blur sm:px-6">
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
      <ThemeMenu />
      <LanguageMenu />
      <UserMenu />
      <PaletteHost open={palette.open} onOpenChange={palette.setOpen} />
    </header>
  );
}

function ThemeMenu(): ReactNode {
  const { t } = useTranslation('shell');
  const theme = useTheme();
  const options = themes.map((value) => ({ value, label: t(`theme.${value}`), icon: themeIcons[value] }));
  const choose = (value: string) => {
    const chosen = themes.find((candidate) => candidate === value);
    if (chosen) setTheme(chosen);
  };
  return (
    <DropdownMenu trigger={<IconButton icon={themeIcons[theme]} label={t('theme.label')} tooltip={false} />}>
      <MenuRadio value={theme} onValueChange={choose} options={options} />
    </DropdownMenu>
  );
}

function LanguageMenu(): ReactNode {
  const { t, i18n } = useTranslation('shell');
  const options = languages.map(({ code, name }) => ({ value: code, label: name, lang: code }));
  const choose = (value: string) => {
    const chosen = languages.find(({ code }) => code === value);
    if (chosen) void changeLanguage(chosen.code);
  };
  return (
    <DropdownMenu trigger={<IconButton icon={Languages} label={t('language')} tooltip={false} />}>
      <MenuRadio value={i18n.language} onValueChange={choose} options={options} />
    </DropdownMenu>
  );
}

function UserMenu(): ReactNode {
  const { t } = useTranslation('shell');
  const { user, displayName, signOut } = useSession();
  const showError = useShowError();
  const hasProfile = routes.some((route) => route.path === '/profile');
  const trigger = (
    <button
      type="button"
      aria-label={`${t('account')}: ${displayName}`}
      className="grid shrink-0 place-items-center rounded-lg touch-target"
    >
      <Avatar name={displayName} size="sm" />
    </button>
  );
  return (
    <DropdownMenu trigger={trigger}>
      <MenuLabel>
        <span className="block truncate text-sm text-foreground">{displayName}</span>
        <span className="block truncate font-normal">{user.email}</span>
      </MenuLabel>
      <MenuSeparator />
      {hasProfile && (
        <MenuItem icon={UserRound} href="/profile">
          {t('nav.profile')}
        </MenuItem>
      )}
      <MenuItem icon={LogOut} onSelect={() => void signOut().catch(showError)}>
        {t('signOut')}
      </MenuItem>
    </DropdownMenu>
  );
}
