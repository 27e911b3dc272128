import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Client, createClient } from '@agentforge/client/client';
import { login } from '@agentforge/contracts/identity/endpoints';
import type { BreakName } from './breaks/breaks.ts';

const register = fileURLToPath(new URL('./breaks/register.ts', import.meta.url));
const sources = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url));
const bundle = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url));
const admin = { email: 'chaos@example.test', password: 'violet-harbour-tundra-42' };

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}

export interface ServerSettings {
  port: number;
  dataDirectory: string;
  environment: Record<string, string>;
  roles?: string;
  /** Mechanism that is off in this process. */
  broken?: BreakName | null;
}

/** A real server process of this tree, that can be killed without a word. */
export class ServerProcess {
  readonly #settings: ServerSettings;
  #child: ChildProcess | null = null;
  #output = '';

  constructor(settings: ServerSettings) {
    this.#settings = settings;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#settings.port}`;
  }

  get output(): string {
    return this.#output;
  }

  /** Starts it and waits until it is ready; throws with its output when it ends instead. */
  async start(): Promise<void> {
    const { roles, broken } = this.#settings;
    const hook = broken ? ['--import', register] : [];
    // The bundle is what ships and starts faster; only sources can be broken, and only a fresh build is worth a proof.
    const main = !broken && process.env['AGENTFORGE_CHAOS_BUNDLE'] === '1' ? bundle : sources;
    const child = spawn(process.execPath, [...hook, main, 'serve', ...(roles ? ['--roles', roles] : [])], {
      // A folder without a .env file.
      cwd: this.#settings.dataDirectory,
      env: {
        PATH: process.env['PATH'] ?? '',
        PORT: String(this.#settings.port),
        DATA_DIR: this.#settings.dataDirectory,
        ADMIN_EMAIL: admin.email,
        ADMIN_PASSWORD: admin.password,
        LOG_LEVEL: 'warn',
        RATE_LIMIT_PER_MINUTE: '1000000',
        ...(broken ? { AGENTFORGE_BREAK: broken } : {}),
        ...this.#settings.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const keep = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-20_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const deadline = Date.now() + 180_000;
    while (Date.now() < deadline) {
      if (child.exitCode !== null) throw new Error(`The server ended at its start:\n${this.#output}`);
      const ready = await fetch(`${this.url}/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ready) return;
      await sleep(50);
    }
    throw new Error(`The server was not ready in three minutes:\n${this.#output}`);
  }

  /** SIGKILL: no goodbye of any kind. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** SIGTERM; answers the exit code. */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name);
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    child.kill(signal);
    return ended;
  }

  async signIn(): Promise<Client> {
    const anonymous = createClient({ baseUrl: this.url });
    const session = await anonymous.call(login, { body: admin });
    return createClient({ baseUrl: this.url, token: () => session.access_token });
  }
}

export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'agentforge-chaos-'));
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
