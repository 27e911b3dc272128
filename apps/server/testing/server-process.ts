import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const folder = fileURLToPath(new URL('./', import.meta.url));

export interface Ending {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface ServerProcess {
  pid: number;
  /** Settles when the process is gone. */
  ended: Promise<Ending>;
  /** Resolves to the address of the banner, rejects with what was printed when it ends before. */
  ready(): Promise<string>;
  signal(name: NodeJS.Signals): void;
}

/** The real server in a process of its own, with these variables and no others of the product. */
export function startServerProcess(variables: Record<string, string>): ServerProcess {
  const child = spawn(process.execPath, [main, 'serve'], {
    // A folder without a .env file.
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', LOG_LEVEL: 'warn', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  const ended = new Promise<Ending>((resolve) => child.on('close', (code) => resolve({ code, ...output })));
  return { pid: child.pid ?? 0, ended, ready: () => address(child, output, ended), signal: (name) => child.kill(name) };
}

async function address(child: ChildProcess, output: { stdout: string }, ended: Promise<Ending>): Promise<string> {
  const found = () => /^ {2}Open +(http\S+)/m.exec(output.stdout)?.[1];
  const printed = new Promise<string>((resolve) => {
    const look = () => {
      const url = found();
      if (url) resolve(url);
    };
    child.stdout?.on('data', look);
    look();
  });
  const early = ended.then(({ code, stderr }) => {
    throw new Error(`The server ended with ${code} before it was ready:\n${stderr}`);
  });
  return Promise.race([printed, early]);
}
