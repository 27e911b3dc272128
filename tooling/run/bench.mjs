/** `npm run bench [-- <options>]`: runs bench/run.ts with the options passed on. */
import { bootstrap } from './bootstrap.mjs';

await bootstrap(import.meta.url);
const { runScript } = await import('../lib/run-script.ts');
process.exitCode = await runScript('bench/run.ts', process.argv.slice(2));
