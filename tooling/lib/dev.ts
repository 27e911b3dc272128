import { run } from './processes.ts';
import { inRoot } from './root.ts';

const webAddress = 'http://127.0.0.1:5173';

/**
 * Server (port `PORT`, default 8000) from source with `node --watch`, vite with its proxy of /api and /v1 in front.
 * Both share the terminal; when one ends, so does the other.
 */
export async function dev(args: readonly string[]): Promise<number> {
  // The links the server prints lead to the pages that reload by themselves.
  const env = { BASE_URL: webAddress, ...process.env };
  const server = run(process.execPath, ['--watch', inRoot('apps/server/src/main.ts'), 'serve', ...args], { env });
  const web = run(process.execPath, [inRoot('node_modules/vite/bin/vite.js')], { cwd: inRoot('apps/web') });
  const code = await Promise.race([server, web]);
  process.kill(process.pid, 'SIGTERM');
  await Promise.all([server, web]);
  return code;
}
