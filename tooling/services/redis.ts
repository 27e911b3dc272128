import { join } from 'node:path';
import { captureOrThrow } from '../lib/processes.ts';
import { requireProgram } from './packages.ts';
import type { Service } from './service.ts';
import { endProcess, livingProcess, untilAnswers } from './state.ts';

/** Redis without persistence: the product loses nothing when it goes. */
export const redis: Service = {
  name: 'redis',
  user: 'root',
  variable: 'AGENTFORGE_TEST_REDIS_URL',
  isRunning: ({ folder }) => livingProcess(join(folder, 'server.pid')) !== undefined,
  async start({ folder, port, password }) {
    const program = await requireProgram('redis-server', ['redis-server']);
    const log = join(folder, 'server.log');
    const settings = { port, bind: '127.0.0.1', daemonize: 'yes', dir: folder, logfile: log, requirepass: password };
    const files = { pidfile: join(folder, 'server.pid'), save: '', appendonly: 'no' };
    const options = Object.entries({ ...settings, ...files }).flatMap(([name, value]) => [`--${name}`, String(value)]);
    await captureOrThrow(program, options, { cwd: folder });
    await untilAnswers('Redis', port, 15, log);
  },
  stop: ({ folder }) => endProcess(join(folder, 'server.pid')),
  url: ({ port, password }) => `redis://:${password}@127.0.0.1:${port}`,
};
