import type { Tx } from '@agentforge/db/database';

export interface ModelUsage {
  model: string;
  runs: number;
  input_tokens: number;
  output_tokens: number;
  cached_input_tokens: number;
  cost_usd: number | null;
  cost_is_lower_bound: boolean;
}

/** What runs begun in the period used, by the model that answered last; the most expensive first. */
export async function usageByModel(
  tx: Tx,
  prefix: string,
  period: { from: string; to: string },
): Promise<ModelUsage[]> {
  const { rows } = await tx.query<ModelUsage>(
    `select model_id as model, count(*)::int as runs,
            coalesce(sum((usage ->> 'input_tokens')::float8), 0)::float8 as input_tokens,
            coalesce(sum((usage ->> 'output_tokens')::float8), 0)::float8 as output_tokens,
            coalesce(sum((usage ->> 'cached_input_tokens')::float8), 0)::float8 as cached_input_tokens,
            sum(cost_usd)::float8 as cost_usd,
            bool_or(cost_is_lower_bound or cost_usd is null) as cost_is_lower_bound
       from runs
      where starts_with(model_id, $1) and created_at >= $2::timestamptz and created_at < $3::timestamptz
      group by model_id order by cost_usd desc nulls last, model_id limit 500`,
    [prefix, period.from, period.to],
  );
  return rows;
}
