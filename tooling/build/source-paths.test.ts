import { expect, test } from 'vitest';
import { markSourcePaths, resolveSourcePaths, workerName } from './source-paths.ts';

function bundled(text: string, file: string, output: string): string {
  return resolveSourcePaths(markSourcePaths(text, file, '/repo'), output, '/repo/apps/server/dist', '/repo');
}

test('a worker file leads to its emitted entry, from every depth', () => {
  const text = "new Worker(new URL('./pglite-worker.ts', import.meta.url))";
  const file = '/repo/packages/db/src/pglite.ts';
  expect(bundled(text, file, '/repo/apps/server/dist/main.js')).toContain('new URL("./workers/pglite-worker.js"');
  expect(bundled(text, file, '/repo/apps/server/dist/workers/a-worker.js')).toContain('new URL("./pglite-worker.js"');
});

test('a data folder keeps pointing into the source tree', () => {
  const file = '/repo/apps/server/src/composition/world.ts';
  const text = "new URL(\n  '../../migrations/',\n  import.meta.url,\n)";
  expect(bundled(text, file, '/repo/apps/server/dist/main.js')).toBe('new URL("../migrations/", import.meta.url)');
});

test('the folder of a file is the folder of its source', () => {
  const code = bundled(
    'join(import.meta.dirname, "x.json")',
    '/repo/plugins/tools/a/index.ts',
    '/repo/apps/server/dist/b.js',
  );
  expect(code).toContain('new URL("../../../plugins/tools/a", import.meta.url).pathname');
});

test('only files that end in -worker.ts are workers', () => {
  expect(workerName('packages/db/src/pglite-worker.ts')).toBe('pglite-worker');
  expect(workerName('packages/db/src/worker.ts')).toBeUndefined();
});
