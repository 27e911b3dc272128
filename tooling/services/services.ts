import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { messageOf } from '@agentforge/kernel/errors';
import { inRoot } from '../lib/root.ts';
import { ldap } from './ldap.ts';
import { mariadb } from './mariadb.ts';
import { postgres } from './postgres.ts';
import { redis } from './redis.ts';
import { ensure, type Service } from './service.ts';
import { knownServices, serviceUser } from './state.ts';

const all: readonly Service[] = [postgres, redis, mariadb, ldap];
const environmentFile = inRoot('.cache/services/env.json');

export interface StartedServices {
  environment: Record<string, string>;
  /** Service name → why it is not there. */
  missing: Record<string, string>;
}

/** Starts what is not running yet, one after the other because apt holds a lock. Writes `.cache/services/env.json`. */
export async function startServices(options: { ldap: boolean }): Promise<StartedServices> {
  mkdirSync(inRoot('.cache/services'), { recursive: true });
  const started: StartedServices = { environment: {}, missing: {} };
  for (const service of all) {
    if (service === ldap && !options.ldap && !knownServices()[ldap.name]) continue;
    try {
      started.environment[service.variable] = await ensure(service);
    } catch (error) {
      started.missing[service.name] = messageOf(error);
    }
  }
  writeFileSync(environmentFile, `${JSON.stringify(started.environment, null, 2)}\n`, { mode: 0o600 });
  return started;
}

async function stopServices(): Promise<void> {
  for (const service of all) {
    const state = knownServices()[service.name];
    if (!state || !service.isRunning(state)) continue;
    await service.stop(state, serviceUser(service.user));
    console.log(`${service.name} stopped`);
  }
  rmSync(environmentFile, { force: true });
}

/** `npm run services [stop] [--ldap]`. Returns the exit code: 1 when a service is missing. */
export async function services(args: readonly string[]): Promise<number> {
  if (args.includes('stop')) {
    await stopServices();
    return 0;
  }
  const { environment, missing } = await startServices({ ldap: args.includes('--ldap') });
  for (const [name, value] of Object.entries(environment)) console.log(`${name}=${value}`);
  for (const [name, reason] of Object.entries(missing)) console.error(`${name} is not available: ${reason}`);
  return Object.keys(missing).length === 0 ? 0 : 1;
}
