import { dirname, join, posix, relative } from 'node:path';

/**
 * Bundling moves code, so a path relative to its own file would point nowhere. While bundling, the place is written
 * down as a token relative to the checkout; once each output file's place is known, it becomes a path from there.
 */
const token = 'agentforge-source:';

const relativeUrl = /new URL\(\s*(['"`])(\.{1,2}\/[^'"`$]*)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g;
const ownFolder = /\bimport\.meta\.dirname\b/g;

/** Source text with its relative URLs marked. `file` and `root` are absolute. */
export function markSourcePaths(text: string, file: string, root: string): string {
  const folder = dirname(file);
  const mark = (path: string) => {
    const place = posix.normalize(relative(root, path)) + (path.endsWith('/') ? '/' : '');
    return `new URL("${token}${place}", import.meta.url)`;
  };
  return text
    .replace(relativeUrl, (_all, _quote, path: string) => mark(join(folder, path)))
    .replace(ownFolder, `decodeURIComponent(${mark(folder)}.pathname)`);
}

/** Name under which a worker thread's entry file is emitted; undefined for every other file. */
export function workerName(path: string): string | undefined {
  return /(?:^|\/)([^/]+-worker)\.ts$/.exec(path)?.[1];
}

/** Output text with each mark turned into a path from `output`. Worker entries lead to `<dist>/workers/<name>.js`. */
export function resolveSourcePaths(text: string, output: string, dist: string, root: string): string {
  return text.replaceAll(new RegExp(`${token}([^"]*)`, 'g'), (_all, path: string) => {
    const worker = workerName(path);
    const place = worker ? join(dist, 'workers', `${worker}.js`) : join(root, path);
    const way = relative(dirname(output), place) || '.';
    const spelled = way.startsWith('.') ? way : `./${way}`;
    return path.endsWith('/') && !spelled.endsWith('/') ? `${spelled}/` : spelled;
  });
}
