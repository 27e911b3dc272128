import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process under measurement or beside it. */
export interface Child {
  readonly pid: number;
  /** The first line of its output that `readyWhen` matched. */
  readonly readyLine: string;
  /** Milliseconds from spawn to that line. */
  readonly startMs: number;
  /** User and system time of the process with all its threads, milliseconds. */
  cpuMs(): Promise<number>;
  /** Resident memory, MB. */
  rssMb(): Promise<number>;
  stop(): Promise<void>;
}

export interface ChildOptions {
  args: readonly string[];
  cwd?: string;
  environment?: Record<string, string>;
  readyWhen: RegExp;
  /** Core it is pinned to where `taskset` exists; undefined: not pinned. */
  core?: number | undefined;
}

const onLinux = process.platform === 'linux';
const canPin = onLinux && spawnSync('taskset', ['--version']).status === 0;
const reporter = new URL('./report-usage.mjs', import.meta.url);
/** Kernels count process time in hundredths of a second for `/proc`. */
const millisecondsPerTick = 10;

/** Pins this very process, so that load and server do not share a core. */
export function pinSelf(core: number): boolean {
  return canPin && spawnSync('taskset', ['-acp', String(core), String(process.pid)]).status === 0;
}

/** Starts Node with `args` and waits for its ready line. Throws with the end of what it said when it does not come. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const node = [...(onLinux ? [] : ['--import', reporter.href]), ...options.args];
  const pin = canPin && options.core !== undefined ? ['taskset', '-c', String(options.core)] : [];
  const [command = process.execPath, ...args] = [...pin, process.execPath, ...node];
  const started = performance.now();
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.environment },
    stdio: onLinux ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const readyLine = await untilReady(child, options.readyWhen);
  const pid = child.pid ?? 0;
  return {
    pid,
    readyLine,
    startMs: performance.now() - started,
    cpuMs: () =>
      onLinux ? Promise.resolve(ticksOf(pid) * millisecondsPerTick) : askUsage(child).then(({ cpu }) => cpu),
    rssMb: () => (onLinux ? Promise.resolve(residentOf(pid)) : askUsage(child).then(({ rss }) => rss)),
    stop: () => stop(child),
  };
}

function untilReady(child: ChildProcess, readyWhen: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const keep = (line: string) => {
      said.push(line);
      if (said.length > 40) said.shift();
    };
    const { stdout, stderr } = child;
    if (!stdout || !stderr) return reject(new Error('The process has no output.'));
    createInterface({ input: stderr }).on('line', keep);
    createInterface({ input: stdout }).on('line', (line) => {
      keep(line);
      if (readyWhen.test(line)) resolve(line);
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      reject(new Error(`A process ended with ${code} before it was ready:\n${said.join('\n')}`)),
    );
  });
}

function ticksOf(pid: number): number {
  // The name in parentheses may hold anything; fields are counted after it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

function residentOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

interface Usage {
  cpu: number;
  rss: number;
}

function askUsage(child: ChildProcess): Promise<Usage> {
  return new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !('cpu' in message) || !('rss' in message)) return;
      child.off('message', listen);
      resolve({ cpu: Number(message.cpu), rss: Number(message.rss) });
    };
    child.on('message', listen);
    child.send('usage');
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const gone = await Promise.race([ended.then(() => true), sleep(25_000, false, { ref: false })]);
  if (!gone) child.kill('SIGKILL');
  await ended;
}
