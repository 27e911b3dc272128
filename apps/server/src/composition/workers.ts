import { existsSync } from 'node:fs';

const sources: Record<string, URL> = {
  'pglite-worker': new URL('../../../../packages/db/src/pglite-worker.ts', import.meta.url),
  'extract-worker': new URL('./extract-worker.ts', import.meta.url),
};

/** The file of a worker thread or process: beside the bundle when there is one, else its source. */
export function workerUrl(name: string): URL {
  const bundled = new URL(`./workers/${name}.js`, import.meta.url);
  if (existsSync(bundled)) return bundled;
  const source = sources[name];
  if (!source) throw new Error(`There is no worker called ${name}.`);
  return source;
}
