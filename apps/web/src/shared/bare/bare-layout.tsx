import { Button } from '@agentforge/ui/button';
import { IconButton } from '@agentforge/ui/icon-button';
import { Moon, Sun, SunMoon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changeLanguage, languages } from '../i18n/setup.ts';
import { Logo } from '../logo.tsx';
import { DocumentTitle } from '../page.tsx';
import { setTheme, themes, useTheme } from '../theme.ts';
import { BrandPanel } from './brand-panel.tsx';

export interface BareLayoutProps {
  title: string;
  text?: ReactNode;
  children: ReactNode;
}

/** The frame of pages without a session: what to do on one side, what the product is on the other. */
export function BareLayout({ title, text, children }: BareLayoutProps): ReactNode {
  const { t } = useTranslation('shell');
  return (
    <div className="flex min-h-dvh">
      <DocumentTitle title={title} />
      <BrandPanel />
      <div className="flex min-w-0 grow flex-col">
        <header className="flex h-16 items-center justify-between gap-2 px-4 sm:px-6">
          <span className="flex items-center gap-2.5 text-[0.9375rem] font-semibold lg:invisible">
            <Logo className="size-7" />
            {t('product')}
          </span>
          <span className="flex items-center gap-1">
            <LanguageSwitch />
            <ThemeSwitch />
          </span>
        </header>
        <main id="main" className="grid grow place-items-center px-4 py-6 pb-16 sm:px-6">
          <div className="w-full max-w-[25rem]">
            <h1 data-page-title tabIndex={-1} className="text-2xl font-semibold tracking-[-0.02em] outline-none">
              {title}
            </h1>
            {text && <div className="mt-2 text-sm text-muted">{text}</div>}
            <div className="mt-7">{children}</div>
          </div>
        </main>
      </div>
    </div>
  );
}

const themeIcons = { light: Sun, dark: Moon, system: SunMoon } as const;

function ThemeSwitch(): ReactNode {
  const { t } = useTranslation('shell');
  const theme = useTheme();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  return (
    <IconButton
      icon={themeIcons[theme]}
      label={`${t('theme.label')}: ${t(`theme.${theme}`)}`}
      onClick={() => setTheme(next)}
    />
  );
}

function LanguageSwitch(): ReactNode {
  const { i18n } = useTranslation();
  const other = languages.find(({ code }) => code !== i18n.language);
  if (!other) return null;
  return (
    <Button variant="ghost" size="sm" lang={other.code} onClick={() => void changeLanguage(other.code)}>
      {other.name}
    </Button>
  );
}
