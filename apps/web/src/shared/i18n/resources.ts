import type auth from './en/auth.json';
import type common from './en/common.json';
import type shell from './en/shell.json';

/**
 * Types of the English catalogue. A new namespace is `en/<name>.json`, `ar/<name>.json` and one line here;
 * `useTranslation('<name>')` then loads it with the page that uses it.
 */
export interface Resources {
  auth: typeof auth;
  common: typeof common;
  shell: typeof shell;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Resources;
  }
}
