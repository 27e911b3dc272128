import { spawn } from 'node:child_process';
import { existsSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { captureOrThrow } from '../lib/processes.ts';
import { requireProgram } from './packages.ts';
import type { Service } from './service.ts';
import { endProcess, livingProcess, untilAnswers } from './state.ts';

/** Runs at every start, so an address stays true for an old data folder. */
function setup(password: string): string {
  return [
    'create database if not exists agentforge_test;',
    `create or replace user 'agentforge'@'127.0.0.1' identified by '${password}';`,
    "grant all privileges on *.* to 'agentforge'@'127.0.0.1' with grant option;",
  ].join('\n');
}

/** MariaDB, for the database tools. The user may make databases and read-only users of its own. */
export const mariadb: Service = {
  name: 'mariadb',
  user: 'mysql',
  variable: 'AGENTFORGE_TEST_MARIADB_URL',
  isRunning: ({ folder }) => livingProcess(join(folder, 'data/server.pid')) !== undefined,
  async start({ folder, port, password }, user) {
    const program = await requireProgram('mariadbd', ['mariadb-server'], '/usr/sbin/mariadbd');
    const data = join(folder, 'data');
    const asUser = user ? [`--user=${user}`] : [];
    writeFileSync(join(folder, 'setup.sql'), setup(password), { mode: 0o600 });
    if (user) await captureOrThrow('chown', ['-R', user, folder]);
    if (!existsSync(join(data, 'mysql'))) {
      const options = ['--auth-root-authentication-method=socket', '--skip-test-db', ...asUser];
      await captureOrThrow('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, ...options]);
    }
    const log = join(folder, 'server.log');
    const output = openSync(log, 'a');
    const paths = [`--datadir=${data}`, '--socket=server.sock', `--pid-file=server.pid`];
    const settings = [`--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve'];
    const options = ['--no-defaults', ...paths, ...settings, `--init-file=${join(folder, 'setup.sql')}`, ...asUser];
    spawn(program, options, { cwd: data, detached: true, stdio: ['ignore', output, output] }).unref();
    await untilAnswers('MariaDB', port, 60, log);
  },
  stop: ({ folder }) => endProcess(join(folder, 'data/server.pid')),
  url: ({ port, password }) => `mysql://agentforge:${password}@127.0.0.1:${port}/agentforge_test`,
};
