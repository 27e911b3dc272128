import { spawnSync } from 'node:child_process';
import { inCheckout } from './paths.ts';

/** The specs meet what is delivered: the bundle, built anew when its sources changed. */
// biome-ignore lint/style/noDefaultExport: the runner asks for the default export
export default function build(): void {
  const { status } = spawnSync(process.execPath, [inCheckout('tooling/run/build.mjs'), '--stale'], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The product could not be built.');
}
