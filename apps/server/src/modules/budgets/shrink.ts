import type { BudgetRequest } from '@agentforge/agent-engine/ports';
import type { AppliedLimit } from './counters.repository.ts';

/**
 * The same call with an answer short enough for what the broken limits leave. Null: what is left is too little for an
 * answer, or it is not tokens or money that is missing.
 */
export function shrunk(request: BudgetRequest, broken: readonly AppliedLimit[]): BudgetRequest | null {
  const { kind, leastOutputTokens, maxOutputTokens } = request;
  if (kind !== 'model' || leastOutputTokens === undefined) return null;
  const output = Math.min(maxOutputTokens - 1, ...broken.map((limit) => affordable(request, limit)));
  if (output < leastOutputTokens) return null;
  const price = request.outputPriceUsd ?? 0;
  const saved = (maxOutputTokens - output) * price;
  return {
    ...request,
    maxOutputTokens: output,
    estimatedCostUsd: request.estimatedCostUsd === null ? null : request.estimatedCostUsd - saved,
  };
}

/** Tokens of output that one limit leaves. */
function affordable(request: BudgetRequest, limit: AppliedLimit): number {
  const { estimatedInputTokens, estimatedCostUsd, maxOutputTokens } = request;
  const counted = [limit.runs_left, limit.steps_left, limit.seconds_left];
  if (counted.some((left) => left !== null && left <= 0)) return 0;
  const byTokens = limit.tokens_left === null ? maxOutputTokens : limit.tokens_left - Math.ceil(estimatedInputTokens);
  const price = request.outputPriceUsd ?? 0;
  if (limit.cost_left === null || estimatedCostUsd === null || price <= 0) return Math.floor(byTokens);
  const input = estimatedCostUsd - maxOutputTokens * price;
  return Math.floor(Math.min(byTokens, (limit.cost_left - input) / price));
}
