import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Database, WarningSink } from './database.ts';
import type { MigrateOptions } from './migrator.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { openTestDatabase } from './testing.ts';

export const tenantA = `tenant_${'a'.repeat(26)}`;
export const tenantB = `tenant_${'b'.repeat(26)}`;

/** The migrations of `fixtures/`, without pgvector: a plain PostgreSQL may not have it. */
export const fixtureMigrations: MigrateOptions = {
  directory: fileURLToPath(new URL('../fixtures/migrations', import.meta.url)),
  appendOnly: ['run_events'],
  keepForever: ['audit_records'],
  sharedReadable: ['plans'],
  extensions: [],
};

export interface Backend {
  readonly name: 'PGlite' | 'PostgreSQL';
  readonly installed: boolean;
  start(): Promise<void>;
  open(migrations?: MigrateOptions, onWarning?: WarningSink): Promise<Database>;
  stop(): Promise<void>;
}

const serverInstalled = [15, 16, 17, 18].some((version) => existsSync(`/usr/lib/postgresql/${version}/bin/postgres`));

function options(serverUrl: string, migrations: MigrateOptions | undefined, onWarning: WarningSink | undefined) {
  return { serverUrl, ...(migrations && { migrations }), ...(onWarning && { onWarning }) };
}

function createServerBackend(): Backend {
  let server: TestServer | undefined;
  return {
    name: 'PostgreSQL',
    installed: serverInstalled,
    start: async () => {
      server = await startTestServer();
    },
    open: (migrations, onWarning) => openTestDatabase(options(server?.url ?? '', migrations, onWarning)),
    stop: async () => server?.stop(),
  };
}

/** Both databases behind the port; PostgreSQL on a server of the test's own, skipped where it is not installed. */
export function createBackends(): readonly Backend[] {
  const embedded: Backend = {
    name: 'PGlite',
    installed: true,
    start: async () => {},
    open: (migrations, onWarning) => openTestDatabase(options('', migrations, onWarning)),
    stop: async () => {},
  };
  return [embedded, createServerBackend()];
}
