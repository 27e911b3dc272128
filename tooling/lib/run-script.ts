import { existsSync } from 'node:fs';
import { runNode } from './processes.ts';
import { inRoot } from './root.ts';

/** Runs a script of this repository natively; says so when it does not exist. */
export async function runScript(path: string, args: readonly string[]): Promise<number> {
  if (!existsSync(inRoot(path))) {
    console.error(`${path} does not exist in this checkout, so there is nothing to run.`);
    return 1;
  }
  return runNode([inRoot(path), ...args], {});
}
