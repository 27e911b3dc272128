import type { Endpoint } from '@agentforge/contracts/shared/endpoint';
import { pendingMigrations } from '@agentforge/db/migrator';
import type { Secrets } from '../platform/config/secrets.ts';
import type { Principal } from '../platform/context.ts';
import { Admission } from '../platform/http/admission.ts';
import { addDocumentationRoutes } from '../platform/http/documentation-routes.ts';
import { createHttpServer } from '../platform/http/http-server.ts';
import { mountVerbs } from '../platform/http/mount.ts';
import { openApiDocument } from '../platform/http/openapi.ts';
import { addSystemRoutes, type HealthCheck } from '../platform/http/system-routes.ts';
import { forgetOldKeys } from '../platform/idempotency.repository.ts';
import { forgetStuckEvents } from '../platform/jobs/housekeeping.repository.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { type Call, type Outcome, VerbRunner } from '../platform/runner.ts';
import type { PlatformServices } from '../platform/services.ts';
import type { Verb } from '../platform/verb.ts';
import { checkDataDirectory } from './data-directory.ts';
import { migrations } from './migrations.ts';
import { createRooms, type Rooms } from './rooms.ts';
import { version } from './version.ts';

export type LifeState = 'starting' | 'ready' | 'draining';

export interface Life {
  state: LifeState;
  /** Aborted when draining begins: open event streams end. */
  readonly draining: AbortController;
}

/** Everything wired and nothing started. */
/** About as many as there are connections to the database: more would wait for one anyway. */
const requestsAtOnce = 16;

export interface Application {
  platform: PlatformServices;
  rooms: Rooms;
  http: Awaited<ReturnType<typeof createHttpServer>>;
  life: Life;
  /** Every operation that is served, for meta-tests and other surfaces. */
  endpoints: readonly Endpoint[];
  housekeeping: Housekeeping;
  /** Runs an operation as `principal` without HTTP, by its endpoint id. */
  run(endpointId: string, principal: Principal, call: Pick<Call, 'input' | 'request'>): Promise<Outcome>;
}

export async function createApplication(
  platform: PlatformServices,
  secrets: Secrets,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Application> {
  const rooms = createRooms(platform, secrets, variables);
  const verbs = rooms.all.flatMap((room) => room.verbs);
  const runner = new VerbRunner(platform);
  const life: Life = { state: 'starting', draining: new AbortController() };
  const http = await createHttpServer(platform.config, platform.logger, platform.metrics);
  mountVerbs(http, verbs, {
    config: platform.config,
    runner,
    authenticator: rooms.identity.authenticator,
    limiter: platform.limiter,
    admission: new Admission({ slots: requestsAtOnce }),
    draining: life.draining.signal,
  });
  addDocumentationRoutes(http);
  addSystemRoutes(http, {
    version,
    checks: healthChecks(platform),
    metrics: platform.metrics,
    metricsToken: secrets.metricsToken,
    document: openApiDocument(
      verbs.map((verb) => verb.endpoint),
      version,
    ),
    state: () => life.state,
  });
  for (const room of rooms.all) {
    room.defineJobs?.(platform.jobs);
    room.listen?.(platform.events);
  }
  const housekeeping = new Housekeeping(platform.database, platform.logger, [
    { name: 'idempotency keys', run: forgetOldKeys },
    { name: 'undeliverable events', run: forgetStuckEvents },
    ...rooms.all.flatMap((room) => room.housekeeping ?? []),
  ]);
  const endpoints = verbs.map((verb) => verb.endpoint);
  return { platform, rooms, http, life, endpoints, housekeeping, run: runById(runner, verbs) };
}

function runById(runner: VerbRunner, verbs: readonly Verb[]): Application['run'] {
  const byId = new Map(verbs.map((verb) => [verb.endpoint.id, verb]));
  return (endpointId, principal, call) => {
    const verb = byId.get(endpointId);
    if (!verb) throw new Error(`There is no operation ${endpointId}.`);
    return runner.run(verb, { principal, ...call });
  };
}

function healthChecks(platform: PlatformServices): HealthCheck[] {
  return [
    { name: 'database', check: () => platform.database.check() },
    {
      name: 'migrations',
      check: async () => {
        const pending = await pendingMigrations(platform.database, migrations.directory);
        if (pending.length > 0) throw new Error(`${pending.length} migrations are not applied yet`);
      },
    },
    {
      name: 'queue',
      check: async () => {
        if (!platform.jobs.started) throw new Error('the job queue is not started');
      },
    },
    { name: 'storage', check: () => checkDataDirectory(platform.config.dataDirectory) },
    ...platform.healthChecks,
  ];
}
