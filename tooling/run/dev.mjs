/** `npm run dev`: the server from source with restart on change, and the web with hot reload in front of it. */
import { bootstrap } from './bootstrap.mjs';

await bootstrap(import.meta.url);
const { dev } = await import('../lib/dev.ts');
process.exitCode = await dev(process.argv.slice(2));
