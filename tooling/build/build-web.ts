import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { capture } from '../lib/processes.ts';
import { inRoot } from '../lib/root.ts';
import { publish } from './publish.ts';
import { kilobytes } from './sizes.ts';

/** `vite build` of apps/web. Returns the sizes, compressed as a browser gets them. */
export async function buildWeb(): Promise<string> {
  const vite = inRoot('node_modules/vite/bin/vite.js');
  const assets = inRoot('.cache/build/web');
  const result = await capture(
    process.execPath,
    [vite, 'build', '--logLevel', 'warn', '--outDir', assets, '--emptyOutDir'],
    { cwd: inRoot('apps/web') },
  );
  if (result.code !== 0) throw new Error(result.stderr.trim() || result.stdout.trim());
  const files = readdirSync(assets, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|css)$/.test(file));
  const sizes = files.map((file) => gzipSync(readFileSync(join(assets, file))).length);
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  publish(assets, inRoot('apps/web/dist'), '/index.html');
  return `${files.length} scripts and styles, ${kilobytes(total)} gzip, largest ${kilobytes(Math.max(0, ...sizes))}`;
}
