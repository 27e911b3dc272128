import type { ModelUsage } from '@agentforge/plugin-kit/model';
import type { TokenUsage, UsageTotals } from './events.ts';
import type { ModelDescription } from './ports.ts';
import type { RunState } from './run-state.ts';

type Price = ModelDescription['price'];

const tokensPerPrice = 1_000_000;

/** US dollars of what a provider reported; null when the price or the tokens are unknown. */
export function costOf(usage: TokenUsage, price: Price): number | null {
  if (price === null || usage.input_tokens === null || usage.output_tokens === null) return null;
  const cached = Math.min(usage.cached_input_tokens ?? 0, usage.input_tokens);
  const input = (usage.input_tokens - cached) * price.input + cached * (price.cachedInput ?? price.input);
  return (input + usage.output_tokens * price.output) / tokensPerPrice;
}

/** US dollars a call can cost at most; null when the price is unknown. */
export function worstCaseCost(inputTokens: number, outputTokens: number, price: Price): number | null {
  return price === null ? null : (inputTokens * price.input + outputTokens * price.output) / tokensPerPrice;
}

export function tokenUsage(usage: ModelUsage | undefined): TokenUsage {
  return {
    input_tokens: usage?.inputTokens ?? null,
    output_tokens: usage?.outputTokens ?? null,
    cached_input_tokens: usage?.cachedInputTokens ?? null,
    reasoning_tokens: usage?.reasoningTokens ?? null,
  };
}

/** Totals of a run as its last event tells them. The cost is null when not one step's cost is known. */
export function totalsOf(state: RunState): {
  usage: UsageTotals;
  cost_usd: number | null;
  cost_is_lower_bound: boolean;
} {
  const nothingKnown =
    state.steps.length > 0 && state.steps.every((step) => (step.finished?.cost_usd ?? null) === null);
  return {
    usage: { ...state.usage },
    cost_usd: nothingKnown ? null : state.costUsd,
    cost_is_lower_bound: state.costIncomplete,
  };
}
