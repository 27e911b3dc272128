import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { capture } from '../lib/processes.ts';
import { inRoot } from '../lib/root.ts';

const stateSchema = z.record(z.string(), z.object({ port: z.number(), password: z.string(), folder: z.string() }));
export type ServiceState = z.output<typeof stateSchema>[string];

const stateFile = inRoot('.cache/services/state.json');

function readStates(): z.output<typeof stateSchema> {
  if (!existsSync(stateFile)) return {};
  return stateSchema.parse(JSON.parse(readFileSync(stateFile, 'utf8')));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Whether something listens on 127.0.0.1. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('close', () => resolve(false));
    socket.on('error', () => resolve(false));
  });
}

/** Resolves when the port answers; throws after `seconds`. */
export async function untilAnswers(name: string, port: number, seconds: number, log: string): Promise<void> {
  for (let i = 0; i < seconds * 10; i += 1) {
    if (await answers(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} did not come up within ${seconds} s; see ${log}`);
}

/** The user a server runs as: servers that refuse root get their Debian user, otherwise whoever runs this. */
export function serviceUser(name: string): string | undefined {
  return process.getuid?.() === 0 ? name : undefined;
}

/** A folder its user can reach: in the checkout, or under /var/tmp when the checkout is closed to other users. */
async function reachableFolder(name: string, user: string | undefined): Promise<string> {
  const folder = inRoot('.cache/services', name);
  mkdirSync(folder, { recursive: true });
  if (!user) return folder;
  if ((await capture('runuser', ['-u', user, '--', 'test', '-x', folder])).code === 0) return folder;
  const elsewhere = join('/var/tmp', `agentforge-${name}-${randomBytes(6).toString('hex')}`);
  mkdirSync(elsewhere, { recursive: true });
  return elsewhere;
}

/** Port, password and folder of a service: made once, kept in `.cache/services/state.json`. */
export async function serviceState(name: string, user: string | undefined): Promise<ServiceState> {
  const states = readStates();
  const known = states[name];
  if (known && existsSync(known.folder)) return known;
  const folder = await reachableFolder(name, user);
  return remember(name, { port: await freePort(), password: randomBytes(18).toString('base64url'), folder });
}

function remember(name: string, state: ServiceState): ServiceState {
  writeFileSync(stateFile, JSON.stringify({ ...readStates(), [name]: state }, null, 2), { mode: 0o600 });
  return state;
}

/** The same service on another port, for when a stranger took its own. */
export async function withNewPort(name: string, state: ServiceState): Promise<ServiceState> {
  return remember(name, { ...state, port: await freePort() });
}

export function knownServices(): Record<string, ServiceState> {
  return readStates();
}

/** Process id in a pid file, if that process lives. */
export function livingProcess(pidFile: string): number | undefined {
  if (!existsSync(pidFile)) return undefined;
  const id = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  try {
    process.kill(id, 0);
    return id;
  } catch {
    return undefined;
  }
}

/** Ends the process of a pid file and waits for it. */
export async function endProcess(pidFile: string): Promise<void> {
  const id = livingProcess(pidFile);
  if (!id) return;
  process.kill(id, 'SIGTERM');
  for (let i = 0; i < 100 && livingProcess(pidFile); i += 1) await new Promise((resolve) => setTimeout(resolve, 100));
}
