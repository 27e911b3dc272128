import type { Tx } from '@agentforge/db/database';
import type { Vault } from '../../platform/vault/vault.ts';
import type { TriggerRow } from './triggers.repository.ts';

const placeOf = (triggerId: string) => `webhook_triggers/${triggerId}/secret`;

export function sealSecret(vault: Vault, tx: Tx, trigger: { tenantId: string; id: string }, secret: string) {
  return vault.seal(tx, trigger.tenantId, placeOf(trigger.id), secret);
}

/** What is accepted now: the present secret first, then the one before it while that lasts. */
export async function openSecrets(vault: Vault, trigger: TriggerRow, nowMs: number): Promise<string[]> {
  const { previousSecret, previousSecretUntil } = trigger;
  const overlaps = previousSecretUntil !== null && Date.parse(previousSecretUntil) > nowMs;
  const sealed = [trigger.secret, ...(overlaps && previousSecret !== null ? [previousSecret] : [])];
  const secrets: string[] = [];
  for (const one of sealed) secrets.push(await vault.open(trigger.tenantId, placeOf(trigger.id), one));
  return secrets;
}
