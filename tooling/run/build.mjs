/** `npm run build [-- --stale] [-- server] [-- web]`: the server bundle and the web assets. */
import { bootstrap } from './bootstrap.mjs';

await bootstrap(import.meta.url);
const { build } = await import('../build/build.ts');
process.exitCode = await build(process.argv.slice(2));
