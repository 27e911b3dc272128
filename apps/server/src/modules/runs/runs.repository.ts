import type { StoredEvent } from '@agentforge/agent-engine/events';
import type { runOrigin } from '@agentforge/contracts/chat/schemas';
import type { Tx } from '@agentforge/db/database';
import { trusted } from '@agentforge/kernel/trust';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { z } from 'zod';
import type { Holder } from './leases.repository.ts';
import { requireUnpaused } from './pauses.repository.ts';
import { runs } from './runs.tables.ts';

/** The surface a run was started from. */
export type RunOrigin = z.output<typeof runOrigin>;

export type RunRow = typeof runs.$inferSelect;

export interface NewRun {
  id: string;
  agentId: string;
  agentVersion: number | null;
  definition: Record<string, unknown> | null;
  conversationId: string;
  userMessageId: string;
  messageId: string;
  userId: string;
  origin: RunOrigin;
  replay?: { of: string; step: number };
  input: Record<string, unknown>;
  holder: Holder;
  parent?: { runId: string; key: string; depth: number };
}

/**
 * A queued run whose lease its maker holds already: it is driven here unless this process dies. Throws `agents_paused`
 * when none may begin.
 */
export async function insertRun(tx: Tx, tenantId: string, run: NewRun): Promise<void> {
  const replay = run.replay ?? { of: null, step: null };
  const { rowCount } = await tx.query(
    `insert into runs (tenant_id, id, agent_id, agent_version, definition, conversation_id, user_message_id, message_id,
        user_id, input, status, usage, fence, lease_owner, lease_expires_at, origin,
        parent_run_id, parent_key, depth, replay_of, fork_step)
     select $1,$2,$3,$4,$5,$6,$7,$8,$9,$10,'running','{}',1,$11, now() + make_interval(secs => $12::float8), $13,
        $14, $15, $16, $17, $18
      where not exists (select 1 from run_pauses where tenant_id = $1 and agent_id in ('*', $3))`,
    [
      tenantId,
      run.id,
      run.agentId,
      run.agentVersion,
      run.definition === null ? null : JSON.stringify(run.definition),
      run.conversationId,
      run.userMessageId,
      run.messageId,
      run.userId,
      JSON.stringify(run.input),
      run.holder.id,
      run.holder.leaseSeconds,
      run.origin,
      ...parentOf(run),
      replay.of,
      replay.step,
    ],
  );
  if (rowCount === 0) await requireUnpaused(tx, run.agentId);
}

function parentOf({ parent }: NewRun): unknown[] {
  return parent ? [parent.runId, parent.key, parent.depth] : [null, null, 0];
}

export async function findRun(tx: Tx, id: string): Promise<RunRow | null> {
  const [row] = await tx.orm.select().from(runs).where(eq(runs.id, id));
  return row ?? null;
}

export interface RunFilter {
  limit: number;
  cursor?: string | undefined;
  userId: string | null;
  agent_id?: string | undefined;
  status?: string | undefined;
  origin?: string | undefined;
  replay_of?: string | undefined;
}

export async function listRunRows(tx: Tx, filter: RunFilter): Promise<RunRow[]> {
  return tx.orm
    .select()
    .from(runs)
    .where(
      and(
        filter.cursor === undefined ? undefined : lt(runs.id, filter.cursor),
        filter.userId === null ? undefined : eq(runs.userId, filter.userId),
        filter.agent_id === undefined ? undefined : eq(runs.agentId, filter.agent_id),
        filter.status === undefined ? undefined : eq(runs.status, filter.status),
        filter.origin === undefined ? undefined : eq(runs.origin, filter.origin),
        filter.replay_of === undefined ? undefined : eq(runs.replayOf, filter.replay_of),
      ),
    )
    .orderBy(desc(runs.id))
    .limit(filter.limit + 1);
}

export async function activeRunOf(tx: Tx, conversationId: string): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from runs where conversation_id = $1 and replay_of is null
        and status in ('queued','running','waiting_approval','in_doubt')
      order by id desc limit 1`,
    [conversationId],
  );
  return rows[0]?.id ?? null;
}

/**
 * Appends events if `fence` is still the run's. The row is share-locked, so a takeover (which updates it) either waits for
 * this write or makes it find nothing: a late holder writes no event a later one has not read. Sent twice, written once.
 */
export async function appendEvents(
  tx: Tx,
  run: { tenantId: string; id: string; fence: number },
  events: readonly StoredEvent[],
): Promise<boolean> {
  const { rows } = await tx.query<{ held: number }>(
    `with held as (select 1 from runs where tenant_id = $1 and id = $2 and fence = $3 for share),
     written as (
       insert into run_events (tenant_id, run_id, sequence, type, data, at)
       select $1, $2, e.sequence, e.type, e.data::jsonb, e.at
         from held, unnest($4::bigint[], $5::text[], $6::text[], $7::bigint[]) as e(sequence, type, data, at)
       on conflict do nothing)
     select count(*)::int as held from held`,
    [
      run.tenantId,
      run.id,
      run.fence,
      events.map((event) => event.sequence),
      events.map((event) => event.type),
      events.map((event) => JSON.stringify(event.data)),
      events.map((event) => event.at),
    ],
  );
  return rows[0]?.held === 1;
}

interface EventRow {
  sequence: number;
  type: string;
  data: unknown;
  at: number;
}

/** Events after `after` in order, or all. */
export async function readEvents(tx: Tx, runId: string, after = -1): Promise<StoredEvent[]> {
  const { rows } = await tx.query<EventRow>(
    'select sequence, type, data, at from run_events where run_id = $1 and sequence > $2 order by sequence',
    [runId, after],
  );
  return trusted<StoredEvent[]>(rows, 'only the engine writes events, in this very shape');
}

export interface RunEnd {
  status: string;
  reason: string | null;
  reasonCode: string | null;
  modelId: string | null;
  usage: Record<string, number>;
  costUsd: number | null;
  costIsLowerBound: boolean;
  finished: boolean;
  waitsUntil: string | null;
}

/** Settles the row to what the log says, if `fence` is still the run's; the lease is given up. */
export async function settleRun(
  tx: Tx,
  run: { tenantId: string; id: string; fence: number },
  end: RunEnd,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update runs set status = $4, reason = $5, reason_code = $6, model_id = $7, usage = $8, cost_usd = $9,
        cost_is_lower_bound = $10, finished_at = case when $11 then now() end, waits_until = $12,
        lease_owner = null, lease_expires_at = null, attempts = 0, updated_at = now()
      where tenant_id = $1 and id = $2 and fence = $3`,
    [
      run.tenantId,
      run.id,
      run.fence,
      end.status,
      end.reason,
      end.reasonCode,
      end.modelId,
      JSON.stringify(end.usage),
      end.costUsd,
      end.costIsLowerBound,
      end.finished,
      end.waitsUntil,
    ],
  );
  return rowCount === 1;
}

/** All that was run in a conversation, with its events. */
export async function deleteRunsOf(tx: Tx, conversationId: string): Promise<void> {
  await tx.orm.delete(runs).where(eq(runs.conversationId, conversationId));
}
