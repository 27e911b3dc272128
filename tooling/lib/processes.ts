import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { root } from './root.ts';

export interface Output {
  code: number;
  stdout: string;
  stderr: string;
}

const children = new Set<ChildProcess>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
for (const signal of signals) {
  process.on(signal, () => {
    if (children.size === 0) process.exit(signal === 'SIGINT' ? 130 : 143);
    for (const child of children) child.kill(signal);
  });
}

function start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, { cwd: root, ...options });
  children.add(child);
  child.on('exit', () => children.delete(child));
  return child;
}

function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/** Runs to the end with the terminal shared; resolves with the exit code, rejects when it cannot be started. */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return exitCode(start(command, args, { stdio: 'inherit', ...options }));
}

/** {@link run} with the Node this process runs on. */
export function runNode(args: readonly string[], environment: Record<string, string>): Promise<number> {
  return run(process.execPath, args, { env: { ...process.env, ...environment } });
}

/** Runs to the end and keeps what it printed; a program that is not there gives code 127. */
export async function capture(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Output> {
  const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk);
  });
  try {
    return { code: await exitCode(child), stdout, stderr };
  } catch (error) {
    return { code: 127, stdout, stderr: String(error) };
  }
}

/** {@link capture} that throws an error with the last line of stderr when the command fails. */
export async function captureOrThrow(command: string, args: readonly string[], options: SpawnOptions = {}) {
  const output = await capture(command, args, options);
  if (output.code !== 0) {
    const reason = (output.stderr.trim() || output.stdout.trim()).split('\n').slice(-3).join(' ');
    throw new Error(`${command} ${args[0] ?? ''} failed (${output.code}): ${reason}`);
  }
  return output;
}
