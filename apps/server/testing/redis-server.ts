import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Path of a Redis program, or null on machines without one: tests then say that they were skipped. */
export function redisProgram(): string | null {
  const found = spawnSync('which', ['redis-server'], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : null;
}

export interface RedisServer {
  url: string;
  start(): Promise<void>;
  /** Ends it at once, as a crash would. */
  stop(): Promise<void>;
}

/** A real Redis on a port of its own, without persistence; it can be stopped and started again. */
export async function createRedisServer(program: string): Promise<RedisServer> {
  const port = await freePort();
  let running: ChildProcess | null = null;
  const server: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      running = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'], cwd: '/tmp' });
      await untilPrinted(running, 'Ready to accept connections');
    },
    async stop() {
      const child = running;
      running = null;
      if (!child || child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
  await server.start();
  return server;
}

async function untilPrinted(child: ChildProcess, text: string): Promise<void> {
  let printed = '';
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk);
    if (printed.includes(text)) break;
  }
  if (!printed.includes(text)) throw new Error(`Redis did not start:\n${printed}`);
  child.stdout?.resume();
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
