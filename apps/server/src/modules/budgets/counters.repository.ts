import type { Tx } from '@agentforge/db/database';

/** Whom a call counts for. */
export interface BudgetSubject {
  tenantId: string;
  agentId: string;
  userId: string;
  conversationId: string;
  runId: string;
}

export interface WorstCase {
  id: string;
  tokens: number;
  /** 0 when the price is unknown. */
  costUsd: number;
  inputTokens: number;
  inputCostUsd: number;
  /** 1 for the first call of a run, else 0. */
  runs: number;
  /** 1 for a turn of a model, 0 for a call of a tool. */
  steps: number;
  toolCalls: number;
  /** `2026-01-31`, UTC. */
  day: string;
  /** RFC 3339. */
  now: string;
  expiresAt: string;
}

export interface LimitAmounts {
  max_tokens: number | null;
  max_cost_usd: number | null;
  max_runs: number | null;
  max_steps: number | null;
  max_tool_calls: number | null;
  max_seconds: number | null;
}

export interface NamedLimit extends LimitAmounts {
  scope: string;
  period: string;
}

/** A limit that applies, whether the call fits in it, and what is left of it: null where it limits nothing. */
export interface AppliedLimit extends NamedLimit {
  fits: boolean;
  tokens_left: number | null;
  cost_left: number | null;
  runs_left: number | null;
  steps_left: number | null;
  tool_calls_left: number | null;
  seconds_left: number | null;
}

/** One limit for each scope and period: a limit that names its subject goes before the one for each. */
const applicable = `
  select distinct on (l.scope, l.period) l.tenant_id, l.scope, l.period,
         l.max_tokens, l.max_cost_usd, l.max_runs, l.max_steps, l.max_tool_calls, l.max_seconds, l.soft_ratio,
         s.scope_id as counter_id,
         case l.period when 'day' then $6 else 'total' end as period_key
    from budget_limits l
    join (values ('tenant', $1), ('agent', $2), ('user', $3), ('conversation', $4)) as s(scope, scope_id)
      on s.scope = l.scope and (l.scope_id = '*' or l.scope_id = s.scope_id)
   where l.tenant_id = $5
   order by l.scope, l.period, (l.scope_id = '*')`;

const subjectOf = (subject: BudgetSubject, day: string) => [
  '*',
  subject.agentId,
  subject.userId,
  subject.conversationId,
  subject.tenantId,
  day,
];

/**
 * Adds the worst case to every counter that applies, each only if it still fits. The row lock of a conflict and the
 * condition on the newest row leave no gap between looking and adding; counters are taken in one order, so calls cannot
 * lock each other out. The caller rolls back unless all answered limits fit.
 */
const reserveStatement = `
  with applicable as (${applicable}),
  taken as (
    insert into budget_counters as c
           (tenant_id, scope, scope_id, period_key, tokens_reserved, cost_reserved, runs_used, steps_used,
            tool_calls_used, updated_at)
    select tenant_id, scope, counter_id, period_key, $7::bigint, $8::float8, $9::bigint, $16::bigint, $17::bigint,
           $10::timestamptz
      from applicable
     where ($7::bigint = 0 or max_tokens is null or $7::bigint <= max_tokens)
       and ($8::float8 = 0 or max_cost_usd is null or $8::float8 <= max_cost_usd)
       and ($9::bigint = 0 or max_runs is null or $9::bigint <= max_runs)
     order by scope, period_key, counter_id
        on conflict (tenant_id, scope, period_key, scope_id) do update
       set tokens_reserved = c.tokens_reserved + excluded.tokens_reserved,
           cost_reserved = c.cost_reserved + excluded.cost_reserved,
           runs_used = c.runs_used + excluded.runs_used,
           steps_used = c.steps_used + excluded.steps_used,
           tool_calls_used = c.tool_calls_used + excluded.tool_calls_used,
           updated_at = excluded.updated_at
     where exists (
           select 1 from applicable a
            where a.scope = c.scope and a.counter_id = c.scope_id and a.period_key = c.period_key
              and ($7::bigint = 0 or a.max_tokens is null
                   or c.tokens_used + c.tokens_reserved + $7::bigint <= a.max_tokens)
              and ($8::float8 = 0 or a.max_cost_usd is null
                   or c.cost_used + c.cost_reserved + $8::float8 <= a.max_cost_usd)
              and ($9::bigint = 0 or a.max_runs is null or c.runs_used + $9::bigint <= a.max_runs)
              and ($16::bigint = 0 or a.max_steps is null or c.steps_used + $16::bigint <= a.max_steps)
              and ($17::bigint = 0 or a.max_tool_calls is null
                   or c.tool_calls_used + $17::bigint <= a.max_tool_calls)
              and (a.max_seconds is null or c.seconds_used < a.max_seconds))
    returning c.scope, c.scope_id, c.period_key
  ),
  held as (
    insert into budget_reservations
           (tenant_id, id, run_id, counters, tokens, cost, input_tokens, input_cost, expires_at)
    select $5, $11, $12, jsonb_agg(to_jsonb(taken)), $7::bigint, $8::float8, $13::bigint, $14::float8, $15::timestamptz
      from taken
    having count(*) > 0
  )
  select a.scope, a.period, a.max_tokens, a.max_cost_usd, a.max_runs, a.max_steps, a.max_tool_calls, a.max_seconds,
         t.scope is not null as fits,
         a.max_tokens - coalesce(c.tokens_used + c.tokens_reserved, 0) as tokens_left,
         a.max_cost_usd - coalesce(c.cost_used + c.cost_reserved, 0) as cost_left,
         a.max_runs - coalesce(c.runs_used, 0) as runs_left, a.max_steps - coalesce(c.steps_used, 0) as steps_left,
         a.max_tool_calls - coalesce(c.tool_calls_used, 0) as tool_calls_left,
         a.max_seconds - coalesce(c.seconds_used, 0) as seconds_left
    from applicable a
    left join taken t on t.scope = a.scope and t.scope_id = a.counter_id and t.period_key = a.period_key
    left join budget_counters c on c.tenant_id = $5 and c.scope = a.scope and c.scope_id = a.counter_id
     and c.period_key = a.period_key`;

/** The limits that apply, in one statement with the reservation. Roll back when one of them does not fit. */
export async function reserve(tx: Tx, subject: BudgetSubject, worst: WorstCase): Promise<AppliedLimit[]> {
  const { rows } = await tx.query<AppliedLimit>(reserveStatement, [
    ...subjectOf(subject, worst.day),
    worst.tokens,
    worst.costUsd,
    worst.runs,
    worst.now,
    worst.id,
    subject.runId,
    worst.inputTokens,
    worst.inputCostUsd,
    worst.expiresAt,
    worst.steps,
    worst.toolCalls,
  ]);
  return rows;
}

/** A limit that applies and has reached its soft share; null: none has. */
export async function nearItsEnd(tx: Tx, subject: BudgetSubject, day: string): Promise<NamedLimit | null> {
  const { rows } = await tx.query<NamedLimit>(
    `with applicable as (${applicable})
     select a.scope, a.period, a.max_tokens, a.max_cost_usd, a.max_runs, a.max_steps, a.max_tool_calls, a.max_seconds
       from applicable a
       join budget_counters c on c.tenant_id = a.tenant_id and c.scope = a.scope
        and c.scope_id = a.counter_id and c.period_key = a.period_key
      where a.soft_ratio is not null
        and greatest(c.tokens_used::float8 / a.max_tokens, c.cost_used / a.max_cost_usd,
                     c.runs_used::float8 / a.max_runs, c.steps_used::float8 / a.max_steps,
                     c.tool_calls_used::float8 / a.max_tool_calls, c.seconds_used / a.max_seconds) >= a.soft_ratio
      limit 1`,
    subjectOf(subject, day),
  );
  return rows[0] ?? null;
}

/** Amounts of a change onto a counter; rounding must not leave less than nothing. */
const added = `
  tokens_used = greatest(0, c.tokens_used + excluded.tokens_used),
  cost_used = greatest(0, c.cost_used + excluded.cost_used),
  tokens_reserved = greatest(0, c.tokens_reserved + excluded.tokens_reserved),
  cost_reserved = greatest(0, c.cost_reserved + excluded.cost_reserved),
  cost_is_lower_bound = c.cost_is_lower_bound or excluded.cost_is_lower_bound,
  seconds_used = c.seconds_used + excluded.seconds_used,
  updated_at = excluded.updated_at`;

/** What a call came to. `costUsd` null: unknown, so what is counted is a lower bound. */
export interface CameTo {
  tokens: number;
  costUsd: number | null;
  seconds: number;
}

/** Replaces the worst case by what it came to, in one statement. Does nothing for one that is settled. */
export async function settle(tx: Tx, id: string, { tokens, costUsd, seconds }: CameTo, now: string): Promise<void> {
  await tx.query(
    `with gone as (
       delete from budget_reservations where tenant_id = $1 and id = $2 returning *
     ), change as (
       select k.scope, k.scope_id, k.period_key,
              $3::bigint - case when gone.released then gone.input_tokens else 0 end as tokens_used,
              $4::float8 - case when gone.released then gone.input_cost else 0 end as cost_used,
              -gone.tokens as tokens_reserved, -gone.cost as cost_reserved
         from gone, jsonb_to_recordset(gone.counters) as k(scope text, scope_id text, period_key text)
     )
     insert into budget_counters as c
            (tenant_id, scope, scope_id, period_key, tokens_used, cost_used, tokens_reserved, cost_reserved,
             cost_is_lower_bound, seconds_used, updated_at)
     select o.tenant_id, o.scope, o.scope_id, o.period_key,
            d.tokens_used, d.cost_used, d.tokens_reserved, d.cost_reserved, $6::boolean, $7::float8, $5::timestamptz
       from change d
       join budget_counters o on o.tenant_id = $1 and o.scope = d.scope and o.scope_id = d.scope_id
        and o.period_key = d.period_key
      order by o.scope, o.period_key, o.scope_id
         on conflict (tenant_id, scope, period_key, scope_id) do update
        set ${added}`,
    [tx.tenantId, id, tokens, costUsd ?? 0, now, costUsd === null, seconds],
  );
}

/**
 * Gives back what expired reservations hold and charges what was sent for certain. Answers how many. Of all tenants in a
 * system transaction, else of its own; safe beside others that do the same and beside late settlements.
 */
export async function releaseExpired(tx: Tx, now: string, most = 500): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `with expired as (
       select tenant_id, id, tokens, cost from budget_reservations
        where expires_at < $1::timestamptz and not released and ($3::text is null or tenant_id = $3)
        order by expires_at limit $2 for update skip locked
     ), marked as (
       update budget_reservations r set released = true, tokens = 0, cost = 0
         from expired e where r.tenant_id = e.tenant_id and r.id = e.id
       returning r.tenant_id, r.counters, r.input_tokens, r.input_cost, e.tokens, e.cost
     ), change as (
       select m.tenant_id, k.scope, k.scope_id, k.period_key, sum(m.input_tokens)::bigint as tokens_used,
              sum(m.input_cost) as cost_used, -sum(m.tokens)::bigint as tokens_reserved, -sum(m.cost) as cost_reserved
         from marked m, jsonb_to_recordset(m.counters) as k(scope text, scope_id text, period_key text)
        group by 1, 2, 3, 4
     ), moved as (
       insert into budget_counters as c
              (tenant_id, scope, scope_id, period_key, tokens_used, cost_used, tokens_reserved, cost_reserved, updated_at)
       select tenant_id, scope, scope_id, period_key,
              d.tokens_used, d.cost_used, d.tokens_reserved, d.cost_reserved, $1::timestamptz
         from change d
         join (select tenant_id, scope, scope_id, period_key from budget_counters) o
        using (tenant_id, scope, scope_id, period_key)
        order by tenant_id, scope, period_key, scope_id
           on conflict (tenant_id, scope, period_key, scope_id) do update
          set ${added}
     )
     select count(*)::int as count from marked`,
    [now, most, tx.tenantId ?? null],
  );
  return rows[0]?.count ?? 0;
}

/** Days that nobody asks about any more, and reservations whose call will not end any more. */
export async function forgetOldCounters(tx: Tx): Promise<number> {
  const counters = await tx.query(
    `delete from budget_counters where period_key <> 'total' and updated_at < now() - interval '40 days'`,
  );
  const reservations = await tx.query(
    `delete from budget_reservations where released and expires_at < now() - interval '1 day'`,
  );
  return (counters.rowCount ?? 0) + (reservations.rowCount ?? 0);
}
