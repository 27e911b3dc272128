import { existsSync, mkdirSync } from 'node:fs';
import { capture, type Output } from '../lib/processes.ts';
import { inRoot } from '../lib/root.ts';
import { steps } from './steps.ts';

interface Result {
  name: string;
  seconds: number;
  output: Output;
}

async function runStep(name: string, args: readonly string[]): Promise<Result> {
  const started = performance.now();
  const output = await capture(process.execPath, args, { env: { ...process.env, NO_COLOR: '1' } });
  const result = { name, seconds: (performance.now() - started) / 1000, output };
  console.log(
    `${output.code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${result.seconds.toFixed(1).padStart(5)} s`,
  );
  return result;
}

async function runAll(chosen: readonly (readonly [string, readonly string[]])[], atOnce: number): Promise<Result[]> {
  const waiting = [...chosen];
  const results: Result[] = [];
  const take = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await runStep(next[0], next[1]));
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  return results;
}

/** Last line a step printed, where it says something about the whole. */
function remark({ output }: Result): string {
  if (output.code !== 0) return 'see above';
  return output.stdout.trim().split('\n').at(-1)?.slice(0, 150) ?? '';
}

function limited(text: string, lines: number): string {
  const all = text.trim().split('\n');
  return all.length <= lines
    ? all.join('\n')
    : `${all.slice(0, lines).join('\n')}\n… and ${all.length - lines} more lines`;
}

/** Runs the named steps, or all, the slow ones first. Prints what failed, then a table; returns the exit code. */
export async function verify(names: readonly string[]): Promise<number> {
  mkdirSync(inRoot('.cache'), { recursive: true });
  const unknown = names.filter((name) => !(name in steps));
  if (unknown.length > 0) {
    console.error(`There is no step ${unknown.join(', ')}. Steps: ${Object.keys(steps).join(', ')}.`);
    return 2;
  }
  const chosen = Object.entries(steps).filter(([name, args]) => {
    return (names.length === 0 || names.includes(name)) && existsSync(args[0] ?? '');
  });
  const started = performance.now();
  const results = await runAll(chosen, 2);
  const failed = results.filter(({ output }) => output.code !== 0);
  for (const { name, output } of failed) console.log(`\n--- ${name}\n${limited(output.stdout + output.stderr, 60)}`);
  console.log('');
  for (const result of results) {
    const state = result.output.code === 0 ? 'ok' : 'FAILED';
    console.log(
      `${result.name.padEnd(12)} ${state.padEnd(7)} ${result.seconds.toFixed(1).padStart(5)} s  ${remark(result)}`,
    );
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${results.length - failed.length} of ${results.length} steps passed in ${seconds} s`);
  return failed.length === 0 ? 0 : 1;
}
