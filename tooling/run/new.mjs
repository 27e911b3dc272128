/** `npm run new room|tool|provider <name>`: the documented skeleton with a test that passes. */
import { bootstrap, root } from './bootstrap.mjs';

await bootstrap(import.meta.url);
const { generate } = await import('../generate/generate.ts');
process.exitCode = generate(process.argv.slice(2), root);
