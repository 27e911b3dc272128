import type { Tx } from '@agentforge/db/database';

/** A run and those that asked for it, itself first. */
export interface Ancestor {
  id: string;
  agentId: string;
  depth: number;
  cancelled: boolean;
}

const unfinished = `('queued','running','waiting_approval','in_doubt')`;

/** Holds the parent until the transaction ends, so that one call of it cannot start two runs. Null: it is gone. */
export async function holdParent(tx: Tx, id: string): Promise<Ancestor[] | null> {
  const held = await tx.query('select 1 from runs where id = $1 for update', [id]);
  if (held.rowCount === 0) return null;
  const { rows } = await tx.query<Ancestor & { level: number }>(
    `with recursive line as (
       select id, agent_id, parent_run_id, depth, cancel_requested or status not in ${unfinished} as over, 0 as level
         from runs where id = $1
       union all
       select p.id, p.agent_id, p.parent_run_id, p.depth, p.cancel_requested or p.status not in ${unfinished},
              line.level + 1
         from runs p join line on p.id = line.parent_run_id where line.level < 20
     )
     select id, agent_id as "agentId", depth, over as cancelled from line order by level`,
    [id],
  );
  return rows;
}

/** The run that a call of the parent has started. */
export async function childOf(tx: Tx, parentId: string, key: string): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>('select id from runs where parent_run_id = $1 and parent_key = $2', [
    parentId,
    key,
  ]);
  return rows[0]?.id ?? null;
}

/** How many runs one person's message has led to. */
export async function countFamily(tx: Tx, rootId: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `with recursive tree as (
       select id from runs where id = $1
       union all select c.id from runs c join tree on c.parent_run_id = tree.id
     )
     select count(*)::int as count from tree`,
    [rootId],
  );
  return rows[0]?.count ?? 0;
}

/** Marks a run and all it has started for cancelling. Answers those that are not over, with what they are doing. */
export async function requestCancelOfFamily(tx: Tx, id: string): Promise<{ id: string; status: string }[]> {
  const { rows } = await tx.query<{ id: string; status: string }>(
    `with recursive tree as (
       select id from runs where id = $1
       union all select c.id from runs c join tree on c.parent_run_id = tree.id
     ), taken as (
       select r.id from runs r where r.id in (select id from tree) and r.status in ${unfinished}
        order by r.id desc for update
     )
     update runs set cancel_requested = true, updated_at = now()
      where id in (select id from taken) returning id, status`,
    [id],
  );
  return rows;
}

/**
 * A run has ended: the one that asked for it goes on. The parent's row is written whatever it is doing, so that one that
 * is about to wait sees this end.
 */
export async function wakeParent(tx: Tx, parentId: string): Promise<void> {
  await tx.query(
    `update runs set updated_at = now(),
            waits_until = case when status in ('waiting_approval','in_doubt') then now() else waits_until end
      where id = $1`,
    [parentId],
  );
}

/** A run that begins to wait for others goes on at once when one of them has ended meanwhile. */
export async function wakeIfEnded(tx: Tx, id: string, childIds: readonly string[]): Promise<void> {
  await tx.query(
    `update runs set waits_until = now()
      where id = $1 and exists (select 1 from runs c where c.id = any($2::text[]) and c.status not in ${unfinished})`,
    [id, [...childIds]],
  );
}

export interface ChildRow {
  id: string;
  agent_id: string;
  status: string;
  input_tokens: number;
  output_tokens: number;
  cost_usd: number | null;
  cost_is_lower_bound: boolean;
}

/** The runs that calls of this run have started, first first. */
export async function childrenOf(tx: Tx, id: string): Promise<ChildRow[]> {
  const { rows } = await tx.query<ChildRow>(
    `select id, agent_id, status, coalesce((usage->>'input_tokens')::int, 0) as input_tokens,
            coalesce((usage->>'output_tokens')::int, 0) as output_tokens, cost_usd, cost_is_lower_bound
       from runs where parent_run_id = $1 order by id limit 100`,
    [id],
  );
  return rows;
}
