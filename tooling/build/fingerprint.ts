import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inRoot, root } from '../lib/root.ts';

export type Target = 'server' | 'web';

const shared = ['package-lock.json', 'tooling/build', 'packages/kernel', 'packages/contracts'];
const targets: Record<Target, { sources: string[]; output: string }> = {
  server: { sources: [...shared, 'packages', 'plugins', 'apps/server'], output: 'apps/server/dist/main.js' },
  web: { sources: [...shared, 'packages/client', 'packages/ui', 'apps/web'], output: 'apps/web/dist/index.html' },
};

const skippedFolders = new Set(['node_modules', 'dist', 'testing', 'migrations', '.cache', '.agentforge']);

/** Size and time tell whether a file has to be read again; only its content decides whether a target is stale. */
type KnownFiles = Record<string, [modified: number, bytes: number, hash: string]>;

function* filesUnder(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name)) yield* filesUnder(join(path, entry.name));
    } else if (!/\.(test\.tsx?|md)$/.test(entry.name)) yield join(path, entry.name);
  }
}

function readState<T>(file: string, fallback: T, isState: (value: unknown) => value is T): T {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isState(value) ? value : fallback;
  } catch {
    return fallback;
  }
}

function isKnownFiles(value: unknown): value is KnownFiles {
  return typeof value === 'object' && value !== null;
}

/** Hash over path and content of every source of a target. Milliseconds when little has changed since the last call. */
export function fingerprint(target: Target): string {
  const memory = inRoot('.cache/build', `${target}-files.json`);
  const before = readState(memory, {}, isKnownFiles);
  const after: KnownFiles = {};
  let changed = false;
  for (const source of targets[target].sources) {
    for (const file of filesUnder(inRoot(source))) {
      const { mtimeMs, size } = statSync(file);
      const path = relative(root, file);
      const known = before[path];
      if (known && known[0] === mtimeMs && known[1] === size) after[path] = known;
      else {
        after[path] = [mtimeMs, size, createHash('sha256').update(readFileSync(file)).digest('base64')];
        changed = true;
      }
    }
  }
  if (changed || Object.keys(before).length !== Object.keys(after).length) write(memory, JSON.stringify(after));
  const total = createHash('sha256');
  for (const path of Object.keys(after).sort()) total.update(`${path} ${after[path]?.[2] ?? ''}\n`);
  return total.digest('hex');
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function builtFile(target: Target): string {
  return join(dirname(inRoot(targets[target].output)), '.built-from');
}

/** Called after a build with the fingerprint taken before it, so an edit during the build is not lost. */
export function markBuilt(target: Target, from: string): void {
  write(builtFile(target), from);
}

function isStale(target: Target): boolean {
  if (!existsSync(inRoot(targets[target].output)) || !existsSync(builtFile(target))) return true;
  return readFileSync(builtFile(target), 'utf8') !== fingerprint(target);
}

/** The targets whose output does not belong to the sources as they are. */
export function staleTargets(): Target[] {
  return (['server', 'web'] as const).filter(isStale);
}
