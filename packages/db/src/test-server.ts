import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const binaries = [18, 17, 16, 15].map((version) => `/usr/lib/postgresql/${version}/bin`);

/** A PostgreSQL server of the test's own. */
export interface TestServer {
  readonly url: string;
  /** Ends it at once, without a clean shutdown; `start` brings it back. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function numberOf(flag: '-u' | '-g', user: string): number {
  return Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
}

/** PostgreSQL refuses to run as root, so root becomes the packages' own user. */
function serverUser(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  return { uid: numberOf('-u', 'postgres'), gid: numberOf('-g', 'postgres') };
}

async function waitUntilReady(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 150) throw error;
      await delay(100);
    }
  }
}

/** Starts a server with its own data folder, or undefined where PostgreSQL is not installed (Debian's paths). */
export async function startTestServer(): Promise<TestServer | undefined> {
  const folder = binaries.find((path) => existsSync(join(path, 'postgres')));
  if (folder === undefined) return undefined;
  const user = serverUser();
  const data = mkdtempSync(join(tmpdir(), 'agentforge-postgres-'));
  if (user.uid !== undefined) chownSync(data, user.uid, user.gid);
  const options = { ...user, cwd: data, stdio: 'ignore' as const };
  execFileSync(
    join(folder, 'initdb'),
    ['-D', data, '-U', 'agentforge', '-A', 'trust', '--no-sync', '-E', 'UTF8'],
    options,
  );
  const port = await freePort();
  const url = `postgresql://agentforge@127.0.0.1:${port}/postgres`;
  let running: ChildProcess | undefined;

  async function start(): Promise<void> {
    const settings = ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${data}`];
    running = spawn(join(folder ?? '', 'postgres'), ['-D', data, '-p', String(port), ...settings], options);
    await waitUntilReady(url);
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    const child = running;
    if (child === undefined || child.exitCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await exited;
    running = undefined;
  }
  await start();
  return {
    url,
    start,
    kill: () => end('SIGQUIT'),
    async stop() {
      await end('SIGQUIT');
      rmSync(data, { recursive: true, force: true });
    },
  };
}
