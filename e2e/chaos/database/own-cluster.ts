import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../server-process.ts';

const run = promisify(execFile);

/** A PostgreSQL server of the proof's own, which it may stop and start as it likes. */
export interface OwnCluster {
  url: string;
  /** `immediate` is a crash: the server recovers from its log at the next start. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function createCluster(): Promise<OwnCluster> {
  const binaries = path.dirname(globSync('/usr/lib/postgresql/*/bin/pg_ctl').sort().at(-1) ?? '');
  if (binaries === '.') throw new Error('PostgreSQL is not installed here (npm run services installs it).');
  const folder = await mkdtemp(path.join(tmpdir(), 'agentforge-cluster-'));
  const port = await freePort();
  // PostgreSQL refuses to run as root.
  const asRoot = userInfo().uid === 0;
  const command = async (name: string, args: readonly string[]) => {
    const program = path.join(binaries, name);
    const [file, given] = asRoot ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, [...args]];
    await run(file, given, { cwd: '/', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  };
  if (asRoot) await run('chown', ['postgres', folder]);
  await chmod(folder, 0o700);
  const data = path.join(folder, 'data');
  await command('initdb', ['-D', data, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8']);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`;
  const control = (...args: string[]) => command('pg_ctl', ['-D', data, '-w', '-t', '60', ...args]);
  const stop = (mode: 'fast' | 'immediate') => control('stop', '-m', mode);
  const start = () => control('start', '-l', path.join(folder, 'server.log'), '-o', settings);
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop,
    start,
    remove: async () => {
      await stop('immediate').catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
