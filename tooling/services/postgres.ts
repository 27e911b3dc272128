import { existsSync, globSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { capture, captureOrThrow } from '../lib/processes.ts';
import { installPackages } from './packages.ts';
import { ensureVectorExtension } from './pgvector.ts';
import type { Service } from './service.ts';
import { livingProcess } from './state.ts';

const database = 'agentforge_test';

function newestBinaries(): string | undefined {
  const versions = globSync('/usr/lib/postgresql/*/bin/pg_ctl').sort();
  return versions.length > 0 ? dirname(versions[versions.length - 1] ?? '') : undefined;
}

async function binaries(): Promise<string> {
  const present = newestBinaries();
  if (present) return present;
  await installPackages(['postgresql']);
  const installed = newestBinaries();
  if (!installed) throw new Error('PostgreSQL is still missing after its installation');
  return installed;
}

function asUser(user: string | undefined, command: string, args: readonly string[]) {
  const options = { cwd: '/', env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  if (!user) return captureOrThrow(command, args, options);
  return captureOrThrow('runuser', ['-u', user, '--', command, ...args], options);
}

async function createCluster(bin: string, folder: string, password: string, user: string | undefined): Promise<void> {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) await captureOrThrow('chown', ['-R', user, folder]);
  const options = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8'];
  await asUser(user, join(bin, 'initdb'), ['-D', join(folder, 'data'), `--pwfile=${passwordFile}`, ...options]);
  rmSync(passwordFile);
}

async function createDatabase(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
}

function address(port: number, password: string, name: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${name}`;
}

/** PostgreSQL with pgvector, durable as in production; the address is a superuser's, so tests make their own databases. */
export const postgres: Service = {
  name: 'postgres',
  user: 'postgres',
  variable: 'AGENTFORGE_TEST_DATABASE_URL',
  isRunning: ({ folder }) => livingProcess(join(folder, 'data/postmaster.pid')) !== undefined,
  async start({ folder, password, port }, user) {
    const bin = await binaries();
    await ensureVectorExtension(bin);
    if (!existsSync(join(folder, 'data/PG_VERSION'))) await createCluster(bin, folder, password, user);
    const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300`;
    const log = join(folder, 'server.log');
    const options = ['-D', join(folder, 'data'), '-l', log, '-w', '-t', '60', '-o', settings];
    await asUser(user, join(bin, 'pg_ctl'), ['start', ...options]);
    await createDatabase(address(port, password, 'postgres'));
  },
  async stop({ folder }, user) {
    const bin = newestBinaries();
    if (!bin) return;
    const args = [join(bin, 'pg_ctl'), 'stop', '-D', join(folder, 'data'), '-m', 'fast', '-w'];
    await capture(user ? 'runuser' : 'env', user ? ['-u', user, '--', ...args] : args, { cwd: '/' });
  },
  url: ({ port, password }) => address(port, password, database),
};
