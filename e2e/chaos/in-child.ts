import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProofReport } from './proof.ts';
import type { RunSettings } from './run-proofs.ts';

const register = fileURLToPath(new URL('./breaks/register.ts', import.meta.url));
const main = fileURLToPath(new URL('./run.ts', import.meta.url));

/** Runs one proof in a process of its own, whose code is the product's with the mechanism off when asked. */
export async function runInChild(id: string, settings: RunSettings & { trials: number }): Promise<ProofReport> {
  const folder = await mkdtemp(path.join(tmpdir(), 'agentforge-proof-'));
  const report = path.join(folder, 'report.json');
  const { broken, seed, trials, form } = settings;
  const options = ['--only', id, '--trials', String(trials), '--seed', String(seed), '--report', report, '--child'];
  if (form === 'short') options.push('--short');
  if (broken !== null) options.push('--broken', broken);
  try {
    const output = await ended([...(broken === null ? [] : ['--import', register]), main, ...options], broken);
    const text = await readFile(report, 'utf8').catch(() => {
      throw new Error(`The proof's process ended without a report:\n${output}`);
    });
    const [first]: ProofReport[] = JSON.parse(text).reports;
    if (first === undefined) throw new Error(`The proof's process reported nothing:\n${output}`);
    return first;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ended(args: readonly string[], broken: string | null): Promise<string> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...(broken === null ? {} : { AGENTFORGE_BREAK: broken }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-10_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve) => child.once('close', () => resolve(output)));
}
