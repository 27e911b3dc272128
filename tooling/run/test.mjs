/** `npm test [-- <vitest filters>]`: every suite there is, against real services where they can be had. */
import { bootstrap } from './bootstrap.mjs';

await bootstrap(import.meta.url);
const { testAll } = await import('../test/suites.ts');
process.exitCode = await testAll(process.argv.slice(2));
