import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { build, type OnResolveArgs, type Plugin } from 'esbuild';
import { inRoot, root } from '../lib/root.ts';
import { publish } from './publish.ts';
import { kilobytes } from './sizes.ts';
import { markSourcePaths, resolveSourcePaths, workerName } from './source-paths.ts';

const dist = inRoot('apps/server/dist');
const workerPlaces = ['packages/*/src/**/*-worker.ts', 'plugins/**/*-worker.ts', 'apps/server/src/**/*-worker.ts'];

/** Hundreds of small modules of which a few are used: loading them one by one costs 200 MB and half a second. */
const bundledPackages = /^drizzle-orm(\/|$)/;

/** Our own packages go into the bundle, those of the lockfile stay in node_modules. */
const workspaceOnly: Plugin = {
  name: 'workspace-only',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[^./]/ }, (args) => {
      if (args.kind === 'entry-point' || args.path.startsWith('@agentforge/') || bundledPackages.test(args.path))
        return undefined;
      const clash = versionClash(args);
      return clash ? { errors: [{ text: clash }] } : { path: args.path, external: true };
    });
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      return { contents: markSourcePaths(readFileSync(path, 'utf8'), path, root), loader: 'ts' };
    });
  },
};

function folderOf(specifier: string, from: string): string | undefined {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const places = createRequire(`${from}/x.js`).resolve.paths(name) ?? [];
  return places.map((place) => `${place}/${name}`).find((folder) => globSync(`${folder}/package.json`).length > 0);
}

/** An external import is looked up from apps/server at run time; that must be the copy the source meant. */
function versionClash({ path, resolveDir }: OnResolveArgs): string | undefined {
  if (path.startsWith('node:')) return undefined;
  const meant = folderOf(path, resolveDir);
  if (!meant || meant === folderOf(path, dist)) return undefined;
  return `${path} is installed for ${resolveDir} but not for apps/server: add it there, or use one version everywhere.`;
}

function entryPoints(): Record<string, string> {
  const entries: Record<string, string> = { main: inRoot('apps/server/src/main.ts') };
  for (const file of workerPlaces.flatMap((pattern) => globSync(pattern, { cwd: root }))) {
    if (file.includes('node_modules')) continue;
    const name = `workers/${workerName(file)}`;
    if (entries[name]) throw new Error(`Two worker files are called ${name}: ${entries[name]} and ${file}.`);
    entries[name] = inRoot(file);
  }
  return entries;
}

/** Bundles server and workers into apps/server/dist. Returns the sizes in words. */
export async function buildServer(): Promise<string> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: entryPoints(),
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    sourcemap: 'linked',
    write: false,
    logLevel: 'silent',
    plugins: [workspaceOnly],
  });
  const next = inRoot('.cache/build/server');
  rmSync(next, { recursive: true, force: true });
  for (const file of result.outputFiles) {
    const place = next + file.path.slice(dist.length);
    mkdirSync(dirname(place), { recursive: true });
    const isMap = file.path.endsWith('.map');
    writeFileSync(place, isMap ? file.contents : resolveSourcePaths(file.text, file.path, dist, root));
  }
  publish(next, dist, '/main.js');
  return sizes(result.outputFiles);
}

function sizes(files: readonly { path: string; contents: Uint8Array }[]): string {
  const scripts = files.filter(({ path }) => path.endsWith('.js'));
  const total = scripts.reduce((sum, { contents }) => sum + contents.length, 0);
  const main = scripts.find(({ path }) => path === `${dist}/main.js`)?.contents.length ?? 0;
  const workers = scripts.filter(({ path }) => path.startsWith(`${dist}/workers/`)).length;
  return `main ${kilobytes(main)}, ${kilobytes(total)} in ${scripts.length} files, ${workers} workers`;
}
