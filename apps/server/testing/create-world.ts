import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Client, createClient } from '@agentforge/client/client';
import { runSetup } from '@agentforge/contracts/identity/endpoints';
import type { Database } from '@agentforge/db/database';
import { openTestDatabase } from '@agentforge/db/testing';
import type { Clock } from '@agentforge/kernel/clock';
import { migrations } from '../src/composition/migrations.ts';
import { type RunningServer, startServer } from '../src/composition/start.ts';
import { createConfig } from '../src/platform/config/config.ts';
import { readEnvironment } from '../src/platform/config/environment.ts';
import type { Secrets } from '../src/platform/config/secrets.ts';
import { createLogger, silentLogger } from '../src/platform/telemetry/logger.ts';
import type { Tracing } from '../src/platform/telemetry/tracing.ts';
import { addTenant, type SeededTenant } from './seed-tenant.ts';
import { strongPassword } from './strong-password.ts';

export { strongPassword };

export interface World {
  server: RunningServer;
  database: Database;
  /** What signs its tokens; tests forge with it. */
  secrets: Secrets;
  url: string;
  /** The first tenant and its Super Admin. */
  first: SeededTenant;
  /** A further tenant with its own Super Admin, as an operator would make it. */
  addTenant(name: string): Promise<SeededTenant>;
  /** A client that is not signed in. */
  anonymous: Client;
  clientFor(token: string): Client;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Further environment variables, such as EGRESS_ALLOW. Logs are silent unless LOG_LEVEL is named. */
  environment?: Record<string, string>;
  /** PostgreSQL server to make the database on; empty: embedded. Default: what `npm run services` started, else embedded. */
  databaseServer?: string;
  /** Where spans go. Default: what the environment names. */
  tracing?: Tracing;
  /** Moved by hand, for what waits for minutes. */
  clock?: Clock;
}

/** The whole system in one process on a free port: real HTTP, real database, one seeded tenant. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const directory = await mkdtemp(path.join(tmpdir(), 'agentforge-world-'));
  const database = await openTestDatabase({
    migrations,
    ...(options.databaseServer === undefined ? {} : { serverUrl: options.databaseServer }),
  });
  const environment = readEnvironment({
    PORT: '0',
    DATA_DIR: directory,
    RATE_LIMIT_PER_MINUTE: '1000000',
    ...options.environment,
  });
  const config = createConfig(environment);
  const secrets: Secrets = {
    encryptionKey: randomBytes(32),
    jwtSecret: randomBytes(48).toString('base64url'),
    metricsToken: null,
    admin: null,
    generated: true,
  };
  const server = await startServer(config, secrets, {
    roles: new Set(['web', 'worker', 'scheduler']),
    variables: options.environment ?? {},
    database,
    ...(options.tracing === undefined ? {} : { tracing: options.tracing }),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    logger: environment.LOG_LEVEL === 'info' ? silentLogger : createLogger(config, false),
  });
  const url = server.url ?? '';
  const clientFor = (token: string) => createClient({ baseUrl: url, token: () => token });
  const anonymous = createClient({ baseUrl: url });
  const first = await setUp(anonymous, server, clientFor);
  return {
    server,
    database,
    secrets,
    url,
    first,
    anonymous,
    clientFor,
    addTenant: (name) => addTenant(server, anonymous, clientFor, name),
    close: async () => {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function setUp(
  anonymous: Client,
  server: RunningServer,
  clientFor: (token: string) => Client,
): Promise<SeededTenant> {
  const token = /token=([\w-]+)/.exec(server.banner)?.[1] ?? '';
  const answer = await anonymous.call(runSetup, {
    body: { setup_token: token, organization: 'First Bank', email: 'admin@first.test', password: strongPassword },
  });
  return {
    tenantId: tenantOf(answer.access_token),
    userId: answer.user.id,
    email: 'admin@first.test',
    token: answer.access_token,
    refreshToken: answer.refresh_token,
    client: clientFor(answer.access_token),
  };
}

/** Tenant id inside an access token; tests may look, clients must not. */
export function tenantOf(token: string): string {
  const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return typeof payload === 'object' && payload !== null && 'tid' in payload ? String(payload.tid) : '';
}
