import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readStored, writeStored } from '../stored.ts';
import common from './en/common.json';
import shell from './en/shell.json';
import './resources.ts';

export const languages = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'ar', name: 'العربية', direction: 'rtl' },
] as const;
export type Language = (typeof languages)[number]['code'];

const catalogues = import.meta.glob<{ default: ResourceKey }>(['./*/*.json', '!./en/common.json', '!./en/shell.json']);

/** Each namespace of each language is a file of its own, fetched when a page first needs it. */
const files: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const own = catalogues[`./${language}/${namespace}.json`];
    // English stands in for what is not translated: without it a page would be drawn with the names of its texts.
    const english = catalogues[`./en/${namespace}.json`];
    Promise.all([own?.(), english?.()]).then(
      ([file]) => done(null, file?.default ?? {}),
      (error: unknown) => done(error instanceof Error ? error : String(error), false),
    );
  },
};

export function directionOf(language: string): 'ltr' | 'rtl' {
  return languages.find(({ code }) => code === language)?.direction ?? 'ltr';
}

function firstLanguage(): Language {
  const wanted = (readStored('language') ?? navigator.language).toLowerCase();
  return languages.find(({ code }) => wanted.startsWith(code))?.code ?? 'en';
}

function applyToPage(language: string): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

export async function changeLanguage(language: Language): Promise<void> {
  writeStored('language', language);
  await i18next.changeLanguage(language);
}

/** Resolves when the shell's words are there, so that the first paint is in the right language. */
export async function setupI18n(): Promise<void> {
  i18next.on('languageChanged', applyToPage);
  await i18next
    .use(files)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: 'en',
      supportedLngs: languages.map(({ code }) => code),
      ns: ['common', 'shell'],
      defaultNS: 'common',
      resources: { en: { common, shell } },
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}
