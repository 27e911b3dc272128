/** `npm run services [-- stop] [-- --ldap]`: real PostgreSQL, Redis and MariaDB for tests, on private ports. */
import { bootstrap } from './bootstrap.mjs';

await bootstrap(import.meta.url);
const { services } = await import('../services/services.ts');
process.exitCode = await services(process.argv.slice(2));
