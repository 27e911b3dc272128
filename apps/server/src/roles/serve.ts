import { parseArgs } from 'node:util';
import { loadConfiguration } from '../platform/config/load.ts';
import { startFailure } from './failure.ts';
import { giveBackMemory } from './give-back-memory.ts';

const known = ['web', 'worker', 'scheduler'] as const;
export type Role = (typeof known)[number];

/** `agentforge serve`: runs until SIGTERM or SIGINT, then drains. Answers the exit code. */
export async function serveCommand(args: string[]): Promise<number> {
  try {
    const roles = readRoles(args);
    const { config, secrets, variables } = await loadConfiguration();
    // Loaded late: what is wrong with the configuration is said at once.
    const { startServer } = await import('../composition/start.ts');
    const server = await startServer(config, secrets, { roles, variables });
    process.stdout.write(server.banner);
    setImmediate(giveBackMemory);
    const signal = await nextSignal();
    server.logger.info({ signal }, 'stopping: work in flight is finished or handed over');
    // A second signal means now; and whatever hangs, the grace is kept.
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => process.exit(130));
    setTimeout(() => process.exit(1), config.shutdownDelayMs + config.shutdownGraceMs).unref();
    await server.close();
    return 0;
  } catch (error) {
    process.stderr.write(`AgentForge could not start.\n${startFailure(error)}\n`);
    return 1;
  }
}

function readRoles(args: string[]): ReadonlySet<Role> {
  const { values } = parseArgs({ args, options: { roles: { type: 'string' } } });
  if (values.roles === undefined) return new Set(known);
  const wanted = values.roles.split(',').map((role) => role.trim());
  const roles = known.filter((role) => wanted.includes(role));
  const unknown = wanted.filter((role) => !known.some((name) => name === role));
  if (unknown.length > 0) throw new Error(`Unknown role ${unknown.join(', ')}. Roles are ${known.join(', ')}.`);
  return new Set(roles);
}

function nextSignal(): Promise<'SIGTERM' | 'SIGINT'> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve('SIGTERM'));
    process.once('SIGINT', () => resolve('SIGINT'));
  });
}
