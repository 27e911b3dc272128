import type auth from './en/auth.json';
import type chat from './en/chat.json';
import type common from './en/common.json';
import type knowledge from './en/knowledge.json';
import type models from './en/models.json';
import type shell from './en/shell.json';
import type tools from './en/tools.json';
import type agents from './en/agents.json';

/**
 * Types of the English catalogue. A new namespace is `en/<name>.json`, `ar/<name>.json` and one line here;
 * `useTranslation('<name>')` then loads it with the page that uses it.
 */
export interface Resources {
  auth: typeof auth;
  chat: typeof chat;
  common: typeof common;
  knowledge: typeof knowledge;
  models: typeof models;
  shell: typeof shell;
  tools: typeof tools;
  agents: typeof agents;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Resources;
  }
}
