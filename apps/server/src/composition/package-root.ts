import { existsSync } from 'node:fs';

/** Folder of `apps/server`, from its sources and from its bundle alike. */
export const packageRoot: URL = findRoot(new URL('.', import.meta.url));

function findRoot(from: URL): URL {
  if (existsSync(new URL('migrations', from)) && existsSync(new URL('package.json', from))) return from;
  const parent = new URL('..', from);
  if (parent.href === from.href)
    throw new Error('The folder "migrations" of the server is missing. Install AgentForge again.');
  return findRoot(parent);
}
