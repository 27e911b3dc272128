import type { RunRow } from './runs.repository.ts';

/** A run's usage in the shape of the API. */
export function presentUsage(row: Pick<RunRow, 'usage' | 'costUsd' | 'costIsLowerBound'>) {
  return {
    input_tokens: row.usage['input_tokens'] ?? 0,
    output_tokens: row.usage['output_tokens'] ?? 0,
    cached_input_tokens: row.usage['cached_input_tokens'] ?? null,
    cost_usd: row.costUsd,
    cost_is_lower_bound: row.costIsLowerBound,
  };
}
