import { AppError } from '@agentforge/kernel/errors';
import type { ProviderRow } from './models.repository.ts';

/** A stored key goes only where it was entered for: a new address asks for the key again, or it could be mailed to anyone. */
export function requireKeyForNewAddress(
  row: ProviderRow,
  given: Record<string, unknown>,
  key: string | null | undefined,
): void {
  const before = row.config['base_url'] ?? null;
  const after = given['base_url'] ?? null;
  const hasSecret = Object.keys(row.sealedSecrets).length > 0;
  if (before === after || !hasSecret || key === null || (typeof key === 'string' && !key.startsWith('***'))) return;
  throw new AppError('rule_broken', {
    detail: 'The address changed, so enter the key again: a stored key is only sent where it was entered for.',
    errors: [{ path: 'api_key', message: 'must be entered again for a new address' }],
  });
}
