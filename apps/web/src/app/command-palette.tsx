import { CommandDialog, type CommandGroup } from '@agentforge/ui/command-dialog';
import { Languages, LogOut, Moon, Sun, SunMoon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCommands } from '../shared/commands.ts';
import { changeLanguage, languages } from '../shared/i18n/setup.ts';
import { useSession } from '../shared/session.tsx';
import { setTheme, themes } from '../shared/theme.ts';
import { useNavigationGroups } from './use-navigation-groups.ts';

const themeIcons = { light: Sun, dark: Moon, system: SunMoon } as const;

export interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Go anywhere, do anything: pages, what the present page offers, and the app's own switches. */
export function CommandPalette({ open, onOpenChange }: CommandPaletteProps): ReactNode {
  const { t, i18n } = useTranslation('shell');
  const navigate = useNavigate();
  const { signOut } = useSession();
  const offered = useCommands();
  const sections = useNavigationGroups();
  const pages = sections
    .flatMap((section) => section.entries)
    .map((route) => ({
      id: route.path,
      label: t(`nav.${route.navigation.label}`),
      icon: route.navigation.icon,
      keywords: [route.path, t(`group.${route.navigation.group}`)],
      run: () => void navigate(route.path),
    }));
  const switches = [
    ...themes.map((theme) => ({
      id: `theme-${theme}`,
      label: `${t('theme.label')}: ${t(`theme.${theme}`)}`,
      icon: themeIcons[theme],
      run: () => setTheme(theme),
    })),
    ...languages
      .filter(({ code }) => code !== i18n.language)
      .map(({ code, name }) => ({
        id: `language-${code}`,
        label: name,
        icon: Languages,
        keywords: [t('language')],
        run: () => void changeLanguage(code),
      })),
    { id: 'sign-out', label: t('signOut'), icon: LogOut, run: () => void signOut() },
  ];
  const groups: CommandGroup[] = [
    { heading: t('palette.pages'), commands: pages },
    { heading: t('palette.actions'), commands: [...offered, ...switches] },
  ];
  return (
    <CommandDialog
      open={open}
      onOpenChange={onOpenChange}
      label={t('palette.title')}
      placeholder={t('palette.placeholder')}
      empty={t('palette.empty')}
      groups={groups}
    />
  );
}
