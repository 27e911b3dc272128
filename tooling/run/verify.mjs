/** `npm run verify [-- <step> …]`: every static check, with a table of results and times. */
import { bootstrap } from './bootstrap.mjs';

await bootstrap(import.meta.url);
const { verify } = await import('../verify/verify.ts');
process.exitCode = await verify(process.argv.slice(2));
