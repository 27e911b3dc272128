/**
 * `npm run bench [-- <options>]`: runs bench/run.ts with the options passed on. A first word without dashes names
 * another bench: `npm run bench -- first-page`, `slow-streams`, ...
 */
import { bootstrap } from './bootstrap.mjs';

await bootstrap(import.meta.url);
const { runScript } = await import('../lib/run-script.ts');
const [first = '', ...rest] = process.argv.slice(2);
const named = /^[a-z][a-z-]*$/.test(first);
process.exitCode = await runScript(`bench/${named ? first : 'run'}.ts`, named ? rest : process.argv.slice(2));
