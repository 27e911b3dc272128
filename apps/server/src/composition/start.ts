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
  const platform = await createPlatform(config, secrets, options);
  try {
    await migrate(platform.database, migrations);
    await checkEncryptionKey(platform.database, secrets.encryptionKey);
    const application = await createApplication(platform, secrets, options.variables);
    const firstStart = await application.rooms.identity.prepareFirstStart();
    await platform.jobs.start();
    await application.rooms.chat.start(options.roles.has('worker'));
    if (options.roles.has('worker')) await startWork(application);
    if (options.roles.has('scheduler')) application.housekeeping.start();
    const url = options.roles.has('web') ? await listen(application, config) : null;
    application.life.state = 'ready';
    return {
      application,
      url,
      logger: platform.logger,
      banner: bannerText({
        config,
        url,
        setupToken: firstStart?.setupToken ?? null,
        admin: secrets.admin?.email ?? null,
      }),
      close: () => drain(application, config.shutdownGraceMs),
    };
  } catch (error) {
    await platform.jobs.stop(1000).catch(() => undefined);
    await platform.close().catch(() => undefined);
    throw error;
  }
}

async function startWork({ platform, rooms }: Application): Promise<void> {
  for (const room of rooms.all) await room.startWork?.(platform.jobs);
  platform.events.start();
}

async function listen(application: Application, config: Config): Promise<string> {
  await addWebRoutes(application.http, config);
  return application.http.listen({ host: config.host, port: config.port });
}
