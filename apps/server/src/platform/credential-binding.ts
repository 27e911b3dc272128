import { AppError } from '@agentforge/kernel/errors';

export interface BoundSecrets {
  /** Names of the stored secrets that the change keeps. */
  kept: readonly string[];
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** Origins a config sends to, by top-level field: every field that holds a web address. */
export function destinationsOf(config: Record<string, unknown>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(config)) {
    const url = typeof value === 'string' && /^https?:/i.test(value.trim()) ? URL.parse(value.trim()) : null;
    if (url) found.set(name, url.origin);
  }
  return found;
}

/**
 * A stored secret goes only where it was entered for: a new address asks for it again, or whoever may edit could have it
 * mailed to themselves. Throws `rule_broken` naming the secret fields below `config`.
 */
export function requireSecretsForNewDestination({ kept, before, after }: BoundSecrets): void {
  if (kept.length === 0) return;
  const known = destinationsOf(before);
  const moved = [...destinationsOf(after)].some(([name, origin]) => known.get(name) !== origin);
  if (!moved) return;
  throw new AppError('rule_broken', {
    detail: 'The address changed, so enter the key again: a stored key is only sent where it was entered for.',
    errors: kept.map((name) => ({ path: `config.${name}`, message: 'must be entered again for a new address' })),
  });
}
