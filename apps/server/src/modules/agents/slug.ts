import type { Tx } from '@agentforge/db/database';
import { slugsLike } from './agents.repository.ts';

/** Latin letters, digits and dashes of a name; empty for names of other scripts. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

/** A slug nobody has yet. It stays when the agent is renamed: others call the agent by it. */
export async function freeSlug(tx: Tx, name: string, id: string): Promise<string> {
  const core = slugOf(name) || `agent-${id.slice(-8)}`;
  const taken = await slugsLike(tx, core);
  let free = core;
  for (let next = 2; taken.has(free); next += 1) free = `${core}-${next}`;
  return free;
}
