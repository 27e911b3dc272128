import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from './stored.ts';

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

const systemDark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let chosen: Theme = themes.find((theme) => theme === readStored('theme')) ?? 'system';

function apply(): void {
  const dark = chosen === 'dark' || (chosen === 'system' && systemDark.matches);
  const root = document.documentElement;
  // Colours change at once: a hundred small transitions at the same time look like a fault.
  root.dataset['themeChange'] = '';
  root.dataset['theme'] = dark ? 'dark' : 'light';
  getComputedStyle(root).getPropertyValue('color');
  requestAnimationFrame(() => requestAnimationFrame(() => delete root.dataset['themeChange']));
  for (const listener of listeners) listener();
}

systemDark.addEventListener('change', apply);

export function setTheme(theme: Theme): void {
  chosen = theme;
  writeStored('theme', theme);
  apply();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The person's choice, `system` until they choose. `before-paint.js` applies the same rule before the first paint. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => chosen);
}
