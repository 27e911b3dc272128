import { DropdownMenu, MenuItem, MenuLabel, MenuRadio, MenuSeparator } from '@agentforge/ui/dropdown-menu';
import { Brain, LogOut, Moon, Sun, SunMoon, UserRound } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowError } from '../shared/error-notice.tsx';
import { changeLanguage, languages } from '../shared/i18n/setup.ts';
import { useSession } from '../shared/session.tsx';
import { setTheme, themes, useTheme } from '../shared/theme.ts';
import { routes } from './routes.tsx';

const themeIcons = { light: Sun, dark: Moon, system: SunMoon } as const;
const contents = { theme: ThemeItems, language: LanguageItems, account: AccountItems } as const;
export type TopBarMenuName = keyof typeof contents;

/** A menu of the top bar, open from the start: its code was asked for by the click. */
export function TopBarMenu({ name, trigger }: { name: TopBarMenuName; trigger: ReactElement }): ReactNode {
  const Items = contents[name];
  return (
    <DropdownMenu trigger={trigger} defaultOpen>
      <Items />
    </DropdownMenu>
  );
}

function ThemeItems(): ReactNode {
  const { t } = useTranslation('shell');
  const options = themes.map((value) => ({ value, label: t(`theme.${value}`), icon: themeIcons[value] }));
  const choose = (value: string) => {
    const chosen = themes.find((candidate) => candidate === value);
    if (chosen) setTheme(chosen);
  };
  return <MenuRadio value={useTheme()} onValueChange={choose} options={options} />;
}

function LanguageItems(): ReactNode {
  const { i18n } = useTranslation();
  const options = languages.map(({ code, name }) => ({ value: code, label: name, lang: code }));
  const choose = (value: string) => {
    const chosen = languages.find(({ code }) => code === value);
    if (chosen) void changeLanguage(chosen.code);
  };
  return <MenuRadio value={i18n.language} onValueChange={choose} options={options} />;
}

function AccountItems(): ReactNode {
  const { t } = useTranslation('shell');
  const { user, displayName, can, signOut } = useSession();
  const showError = useShowError();
  const hasProfile = routes.some((route) => route.path === '/profile');
  const hasMemory = routes.some((route) => route.path === '/memory' && can(route.permission));
  return (
    <>
      <MenuLabel>
        <span className="block truncate text-sm text-foreground">{displayName}</span>
        <bdi className="block truncate font-normal">{user.email}</bdi>
      </MenuLabel>
      <MenuSeparator />
      {hasProfile && (
        <MenuItem icon={UserRound} href="/profile">
          {t('nav.profile')}
        </MenuItem>
      )}
      {hasMemory && (
        <MenuItem icon={Brain} href="/memory">
          {t('nav.memory')}
        </MenuItem>
      )}
      <MenuItem icon={LogOut} onSelect={() => void signOut().catch(showError)}>
        {t('signOut')}
      </MenuItem>
    </>
  );
}
