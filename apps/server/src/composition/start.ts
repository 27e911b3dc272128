import { migrate } from '@agentforge/db/migrator';
import type { Config } from '../platform/config/config.ts';
import type { Secrets } from '../platform/config/secrets.ts';
import type { Logger } from '../platform/telemetry/logger.ts';
import { checkEncryptionKey } from '../platform/vault/check-key.ts';
import type { Role } from '../roles/serve.ts';
import { type Application, createApplication } from './application.ts';
import { bannerText } from './banner.ts';
import { drain } from './drain.ts';
import { migrations } from './migrations.ts';
import { createPlatform, type PlatformOverrides } from './platform.ts';
import { addWebRoutes } from './web-routes.ts';

export interface StartOptions extends PlatformOverrides {
  roles: ReadonlySet<Role>;
  variables: NodeJS.ProcessEnv;
}

export interface RunningServer {
  application: Application;
  /** Address it listens on; null without the web role. */
  url: string | null;
  banner: string;
  logger: Logger;
  close(): Promise<void>;
}

/** Migrates, checks, starts the roles and listens. What was opened is closed again when any of it fails. */
export async function startServer(config: Config, secrets: Secrets, options: StartOptions): Promise<RunningServer> {
  const application = await openApplication(config, secrets, options);
  try {
    const firstStart = await application.rooms.identity.prepareFirstStart();
    const url = await startRoles(application, options.roles);
    application.life.state = 'ready';
    return {
      application,
      url,
      logger: application.platform.logger,
      banner: bannerText({
        roles: [...options.roles],
        config,
        url,
        setupToken: firstStart?.setupToken ?? null,
        admin: secrets.admin?.email ?? null,
      }),
      close: () => drain(application, config.shutdownGraceMs, config.shutdownDelayMs),
    };
  } catch (error) {
    await drain(application, 3000).catch(() => undefined);
    throw error;
  }
}

async function openApplication(config: Config, secrets: Secrets, options: StartOptions): Promise<Application> {
  const platform = await createPlatform(config, secrets, options);
  try {
    await migrate(platform.database, migrations);
    await checkEncryptionKey(platform.database, secrets.encryptionKey);
    return await createApplication(platform, secrets, options.variables);
  } catch (error) {
    await platform.close().catch(() => undefined);
    throw error;
  }
}

/** Answers the address it listens on, last of all: who can reach the server can use it. */
async function startRoles(application: Application, roles: ReadonlySet<Role>): Promise<string | null> {
  const { platform, rooms, housekeeping } = application;
  await platform.jobs.start();
  await rooms.runs.startDriving(roles.has('worker'));
  if (roles.has('worker')) await startWork(application);
  if (roles.has('scheduler')) housekeeping.start();
  return roles.has('web') ? listen(application, platform.config) : null;
}

async function startWork({ platform, rooms }: Application): Promise<void> {
  for (const room of rooms.all) await room.startWork?.(platform.jobs);
  platform.events.start();
}

async function listen(application: Application, config: Config): Promise<string> {
  await addWebRoutes(application.http, config);
  return application.http.listen({ host: config.host, port: config.port });
}
