import { fileURLToPath } from 'node:url';
import type { MigrateOptions } from '@agentforge/db/migrator';
import { packageRoot } from './package-root.ts';

/** Where the schema comes from, and which tables are more than tenant tables. */
export const migrations: MigrateOptions = {
  directory: fileURLToPath(new URL('migrations', packageRoot)),
  appendOnly: ['run_events', 'agent_versions'],
  keepForever: ['audit_records'],
};
