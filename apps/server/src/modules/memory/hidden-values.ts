import { piiKinds } from '@agentforge/agent-engine/guardrails/pii/kinds';
import type { PiiVault } from '@agentforge/agent-engine/guardrails/vault';
import type { Tx } from '@agentforge/db/database';
import { z } from 'zod';
import type { Vault } from '../../platform/vault/vault.ts';

const tokenShape = /\[[A-Z]{2,12}(?:_[A-Z]{2,12})?_\d{1,6}\]/g;

/** What a person may want remembered of themselves. Cards, accounts, identity numbers and secrets never are. */
const keepable: ReadonlySet<string> = new Set(['NAME', 'EMAIL', 'PHONE', 'LITERAL']);

export function tokensIn(text: string): string[] {
  return [...new Set(text.match(tokenShape) ?? [])];
}

/**
 * The values behind the tokens of `text`, in a vault of their own. Null when one of them may not be kept: it is of a kind
 * that is never kept, it is unknown, or `values` is null, as where an agent stores no personal data.
 */
export function valuesBehind(text: string, values: PiiVault | null): PiiVault | null {
  const tokens = tokensIn(text);
  if (tokens.length === 0) return { entries: [] };
  if (values === null) return null;
  const entries = tokens.flatMap((token) => values.entries.filter((entry) => entry.token === token));
  if (entries.length < tokens.length || entries.some(({ kind }) => !keepable.has(kind))) return null;
  return { entries };
}

const stored = z.object({
  entries: z.array(z.object({ token: z.string(), kind: z.enum([...piiKinds, 'LITERAL']), value: z.string() })),
});

/** Seals values in the place they belong to; null for none. */
export async function sealValues(
  vault: Vault,
  tx: Tx,
  place: { tenantId: string; row: string },
  values: PiiVault,
): Promise<string | null> {
  if (values.entries.length === 0) return null;
  return vault.seal(tx, place.tenantId, `${place.row}/hidden_values`, JSON.stringify(values));
}

export async function openValues(
  vault: Vault,
  place: { tenantId: string; row: string },
  sealed: string | null,
  tx?: Tx,
): Promise<PiiVault> {
  if (sealed === null) return { entries: [] };
  return stored.parse(JSON.parse(await vault.open(place.tenantId, `${place.row}/hidden_values`, sealed, tx)));
}
