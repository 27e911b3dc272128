import { existsSync } from 'node:fs';
import { run } from './processes.ts';
import { inRoot } from './root.ts';

/**
 * Server (port `PORT`, default 3000) from source with `node --watch`, vite with its proxy of /api and /v1 in front.
 * Both share the terminal; when one ends, so does the other.
 */
export async function dev(args: readonly string[]): Promise<number> {
  const server = run(process.execPath, ['--watch', inRoot('apps/server/src/main.ts'), 'serve', ...args]);
  if (!existsSync(inRoot('apps/web/vite.config.ts'))) return server;
  const web = run(process.execPath, [inRoot('node_modules/vite/bin/vite.js')], { cwd: inRoot('apps/web') });
  const code = await Promise.race([server, web]);
  process.kill(process.pid, 'SIGTERM');
  await Promise.all([server, web]);
  return code;
}
