/** `npm run chaos [-- <options>]`: runs e2e/chaos/run.ts with the options passed on. */
import { bootstrap } from './bootstrap.mjs';

await bootstrap(import.meta.url);
const { runScript } = await import('../lib/run-script.ts');
process.exitCode = await runScript('e2e/chaos/run.ts', process.argv.slice(2));
