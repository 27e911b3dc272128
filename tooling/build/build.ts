import { messageOf } from '@agentforge/kernel/errors';
import { buildServer } from './build-server.ts';
import { buildWeb } from './build-web.ts';
import { fingerprint, markBuilt, staleTargets, type Target } from './fingerprint.ts';

const builders: Record<Target, () => Promise<string>> = { server: buildServer, web: buildWeb };

async function buildTarget(target: Target): Promise<boolean> {
  const from = fingerprint(target);
  const started = performance.now();
  try {
    const summary = await builders[target]();
    markBuilt(target, from);
    console.log(`${target.padEnd(6)} built in ${((performance.now() - started) / 1000).toFixed(1)} s: ${summary}`);
    return true;
  } catch (error) {
    console.error(`${target.padEnd(6)} could not be built: ${messageOf(error)}`);
    return false;
  }
}

/** Builds `server`, `web` or both; `--stale` leaves out what is up to date. Returns the exit code. */
export async function build(args: readonly string[]): Promise<number> {
  const stale = args.includes('--stale') ? staleTargets() : (['server', 'web'] as const);
  const named = args.filter((argument) => !argument.startsWith('--'));
  const chosen = stale.filter((target) => named.length === 0 || named.includes(target));
  const results = await Promise.all(chosen.map(buildTarget));
  return results.every(Boolean) ? 0 : 1;
}
