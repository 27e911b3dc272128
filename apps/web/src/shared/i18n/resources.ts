import type agents from './en/agents.json';
import type approvals from './en/approvals.json';
import type audit from './en/audit.json';
import type auth from './en/auth.json';
import type budgets from './en/budgets.json';
import type chat from './en/chat.json';
import type common from './en/common.json';
import type dashboard from './en/dashboard.json';
import type knowledge from './en/knowledge.json';
import type mail from './en/mail.json';
import type memory from './en/memory.json';
import type models from './en/models.json';
import type profile from './en/profile.json';
import type roles from './en/roles.json';
import type runs from './en/runs.json';
import type shell from './en/shell.json';
import type tools from './en/tools.json';
import type triggers from './en/triggers.json';
import type users from './en/users.json';

/**
 * Types of the English catalogue. A new namespace is `en/<name>.json`, `ar/<name>.json` and one line here;
 * `useTranslation('<name>')` then loads it with the page that uses it.
 */
export interface Resources {
  approvals: typeof approvals;
  budgets: typeof budgets;
  runs: typeof runs;
  auth: typeof auth;
  chat: typeof chat;
  common: typeof common;
  knowledge: typeof knowledge;
  memory: typeof memory;
  mail: typeof mail;
  models: typeof models;
  roles: typeof roles;
  users: typeof users;
  profile: typeof profile;
  audit: typeof audit;
  dashboard: typeof dashboard;
  shell: typeof shell;
  tools: typeof tools;
  agents: typeof agents;
  triggers: typeof triggers;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Resources;
  }
}
