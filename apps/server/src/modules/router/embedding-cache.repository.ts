import type { Tx } from '@agentforge/db/database';

/** Vectors by id; using one keeps it from being dropped. */
export async function findVectors(tx: Tx, ids: readonly string[]): Promise<Map<string, number[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await tx.query<{ id: string; vector: string }>(
    'select id, vector::text as vector from embedding_cache where id = any($1::text[])',
    [ids],
  );
  if (rows.length > 0) {
    await tx.query(
      `update embedding_cache set used_at = now() where id = any($1::text[]) and used_at < now() - interval '1 day'`,
      [rows.map((row) => row.id)],
    );
  }
  return new Map(rows.map((row) => [row.id, numbersOf(row.vector)]));
}

export async function keepVectors(tx: Tx, tenantId: string, vectors: ReadonlyMap<string, readonly number[]>) {
  await tx.query(
    `insert into embedding_cache (tenant_id, id, vector)
     select $1, x.id, x.vector::vector from unnest($2::text[], $3::text[]) as x(id, vector) on conflict do nothing`,
    [tenantId, [...vectors.keys()], [...vectors.values()].map((vector) => `[${vector.join(',')}]`)],
  );
}

const mostPerTenant = 100_000;

/** Drops what was not used for a month, and per tenant all but the newest; for housekeeping. Answers how many. */
export async function forgetOldVectors(tx: Tx, most = mostPerTenant): Promise<number> {
  const old = await tx.query(
    `delete from embedding_cache where ctid = any(array(
       select ctid from embedding_cache where used_at < now() - interval '30 days' limit 20000))`,
  );
  const many = await tx.query(
    `delete from embedding_cache c using (
       select tenant_id, id from (
         select tenant_id, id, row_number() over (partition by tenant_id order by used_at desc, id) as place
           from embedding_cache) ranked
        where place > $1 limit 20000) surplus
      where c.tenant_id = surplus.tenant_id and c.id = surplus.id`,
    [most],
  );
  return (old.rowCount ?? 0) + (many.rowCount ?? 0);
}

function numbersOf(text: string): number[] {
  return text.slice(1, -1).split(',').map(Number);
}
