import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inCheckout } from './paths.ts';

export interface Product {
  /** Origin that the banner prints. */
  url: string;
  /** The printed link of a new installation; null once an administrator exists. */
  setupLink: string | null;
  /** Ends the process and removes its data. */
  stop: () => Promise<void>;
}

/** Starts the built server with data of its own on a free port; resolves when its banner is printed. */
export async function startProduct(environment: Record<string, string>): Promise<Product> {
  const data = await mkdtemp(join(tmpdir(), 'agentforge-browser-'));
  const server = spawn(process.execPath, [inCheckout('apps/server/dist/main.js'), 'serve'], {
    // Nothing of the developer's own settings, above all no keys of real providers.
    env: { PATH: process.env.PATH ?? '', PORT: '0', DATA_DIR: data, LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const address = /^ {2}Open +(\S+)$/m.exec(printed)?.[1];
      if (address !== undefined && /^ {2}Models /m.test(printed)) resolve(address);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`The server ended with ${code} before it was ready:\n${printed}`)));
  });
  return {
    url,
    setupLink: /(http\S+\/setup#token=\S+)/.exec(printed)?.[1] ?? null,
    stop: async () => {
      server.kill('SIGTERM');
      const late = setTimeout(() => server.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(late);
      await rm(data, { recursive: true, force: true });
    },
  };
}
