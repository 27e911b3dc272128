import type { Tx } from '@agentforge/db/database';
import type { Owner } from './memory.repository.ts';

/** How near each memory is to a question, 0 to 1; those without a vector of this model are not told. */
export async function nearness(
  tx: Tx,
  { userId, agentId }: Owner,
  { model, vector }: { model: string; vector: readonly number[] },
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await tx.query<{ id: string; near: number | null }>(
    `select id, case when vector_dims(embedding) = $5 then (1 - (embedding <=> $4::vector))::float8 end as near
       from memories where user_id = $1 and agent_id = $2 and superseded_by is null and embedding_model = $3`,
    [userId, agentId, model, `[${vector.join(',')}]`, vector.length],
  );
  return new Map(rows.flatMap(({ id, near }) => (near === null ? [] : [[id, near] as const])));
}

/** Those without a vector of this model. */
export async function unembedded(tx: Tx, owner: Owner, model: string): Promise<{ id: string; text: string }[]> {
  const { rows } = await tx.query<{ id: string; text: string }>(
    `select id, text from memories where user_id = $1 and agent_id = $2 and superseded_by is null
        and embedding_model is distinct from $3 limit 200`,
    [owner.userId, owner.agentId, model],
  );
  return rows;
}

/** `text` guards against a correction meanwhile. */
export async function keepVector(
  tx: Tx,
  owner: Owner,
  { id, text }: { id: string; text: string },
  { model, vector }: { model: string; vector: readonly number[] },
): Promise<void> {
  await tx.query(
    `update memories set embedding = $5::vector, embedding_model = $4 where user_id = $1 and id = $2 and text = $3`,
    [owner.userId, id, text, model, `[${vector.join(',')}]`],
  );
}
