import type { AgentSpec } from './spec.ts';

/** Bounds that hold for every agent, whatever it is configured to. */
export const engineLimits = {
  /** Characters of one call's arguments as the model writes them. */
  argumentsCharacters: 1_000_000,
  argumentsDepth: 32,
  /** Characters of a malformed call kept for the reader. */
  argumentsExcerpt: 2_000,
  /** Characters of text and reasoning of one step. */
  stepCharacters: 2_000_000,
  /** Calls a model may ask for in one step. */
  callsPerStep: 64,
  /** Characters of JSON of one tool result the model is shown. */
  resultCharacters: 40_000,
  /** Read calls of one step that run at the same time. */
  parallelCalls: 4,
  /** The same call, the same arguments: this one is refused. */
  repeatedCalls: 3,
  toolTimeoutMs: 60_000,
  /** Tokens of an answer when neither agent nor model says, and the most that is asked for unless the agent does. */
  outputTokens: 8_192,
  mostOutputTokens: 16_384,
  /** Fewer tokens than this are no answer: the budget counts as used up. */
  leastOutputTokens: 64,
  /** Messages of a conversation the model is shown at most; older ones are summarised. */
  historyMessages: 60,
  /** Tokens of a summary, characters of one message it is made from, and how long making it may take. */
  summaryTokens: 1_000,
  summaryMessageCharacters: 6_000,
  summaryMs: 45_000,
  /** Tokens assumed for a context window of unknown size. */
  contextWindow: 32_000,
} as const;

export interface RunLimits {
  maxSteps: number;
  maxToolCalls: number;
  /** Active time: waiting for a person does not count. */
  maxMilliseconds: number;
  maxTokens: number;
  maxCostUsd: number;
}

/** The limits of one run: the agent's own budget, else the product's defaults. */
export function limitsOf(budget: AgentSpec['budget']): RunLimits {
  return {
    maxSteps: budget.max_steps ?? 8,
    maxToolCalls: budget.max_tool_calls ?? 24,
    maxMilliseconds: (budget.max_seconds ?? 600) * 1_000,
    maxTokens: budget.max_tokens ?? Number.POSITIVE_INFINITY,
    maxCostUsd: budget.max_cost_usd ?? Number.POSITIVE_INFINITY,
  };
}
