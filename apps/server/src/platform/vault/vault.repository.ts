import type { Tx } from '@agentforge/db/database';

export async function readTenantKey(tx: Tx, tenantId: string): Promise<string | null> {
  const { rows } = await tx.query<{ sealed_key: string }>(
    `select sealed_key from tenant_keys where tenant_id = $1 and id = 'current'`,
    [tenantId],
  );
  return rows[0]?.sealed_key ?? null;
}

export async function insertTenantKey(tx: Tx, tenantId: string, sealedKey: string): Promise<void> {
  await tx.query(
    `insert into tenant_keys (tenant_id, id, sealed_key) values ($1, 'current', $2) on conflict do nothing`,
    [tenantId, sealedKey],
  );
}

export async function readFact(tx: Tx, name: string): Promise<string | null> {
  const { rows } = await tx.query<{ value: string }>('select value from installation_facts where name = $1', [name]);
  return rows[0]?.value ?? null;
}

/** Stores the fact unless it is there; answers what is there then. */
export async function keepFact(tx: Tx, name: string, value: string): Promise<string> {
  await tx.query('insert into installation_facts (name, value) values ($1,$2) on conflict do nothing', [name, value]);
  return (await readFact(tx, name)) ?? value;
}
