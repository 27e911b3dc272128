/** `npm start [-- <options of serve>]`: installs and builds what is missing, then becomes the server. */
import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bootstrap, root } from './bootstrap.mjs';

await bootstrap(import.meta.url);
const { staleTargets } = await import('../build/fingerprint.ts');
if (staleTargets().length > 0) {
  const { runNode } = await import('../lib/processes.ts');
  const code = await runNode([join(root, 'tooling/run/build.mjs'), '--stale'], {});
  if (code !== 0) process.exit(code);
}

const main = join(root, 'apps/server/dist/main.js');
if (!existsSync(main)) {
  console.error('The server could not be built: apps/server/dist/main.js is missing.');
  process.exit(1);
}
nodeModule.enableCompileCache(join(root, '.cache/compile'));
process.argv = [process.execPath, main, 'serve', ...process.argv.slice(2)];
await import(pathToFileURL(main).href);
