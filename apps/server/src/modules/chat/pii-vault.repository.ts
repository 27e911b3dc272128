import type { Tx } from '@agentforge/db/database';

export async function readVault(tx: Tx, conversationId: string): Promise<string | null> {
  const { rows } = await tx.query<{ pii_vault: string | null }>('select pii_vault from conversations where id = $1', [
    conversationId,
  ]);
  return rows[0]?.pii_vault ?? null;
}
