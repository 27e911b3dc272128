import { AppError } from '@agentforge/kernel/errors';
import { destinationsOf } from '../../platform/credential-binding.ts';
import { isMasked } from '../../platform/plugin-config.ts';
import type { ProviderRow } from './models.repository.ts';

/**
 * Stored secrets go only where they were entered for: a new address asks for each that is kept, whatever its name, or one
 * could be mailed to anyone. Going back to the provider's own address is a new address too.
 */
export function requireKeyForNewAddress(
  row: Pick<ProviderRow, 'config' | 'sealedSecrets'>,
  given: Record<string, unknown>,
): void {
  const kept = Object.keys(row.sealedSecrets).filter((name) => given[name] === undefined || isMasked(given[name]));
  if (kept.length === 0 || sameDestinations(row.config, given)) return;
  throw new AppError('rule_broken', {
    detail: 'The address changed, so enter the key again: a stored key is only sent where it was entered for.',
    errors: kept.map((name) => ({
      path: name === 'api_key' ? name : `options.${name}`,
      message: 'must be entered again for a new address',
    })),
  });
}

function sameDestinations(before: Record<string, unknown>, after: Record<string, unknown>): boolean {
  if ((before['base_url'] ?? null) !== (after['base_url'] ?? null)) return false;
  const known = destinationsOf(before);
  const wanted = destinationsOf(after);
  return known.size === wanted.size && [...wanted].every(([name, origin]) => known.get(name) === origin);
}
