import { limitsOf } from '@agentforge/agent-engine/limits';
import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';

/** What a run may use at most; null and absent: nothing is said. */
export interface RunLimits {
  max_steps?: number | null;
  max_tool_calls?: number | null;
  max_seconds?: number | null;
  max_tokens?: number | null;
  max_cost_usd?: number | null;
}

const usual = limitsOf({});
/** What holds where an agent says nothing: a limit on top must not raise it. */
const unsaid = {
  max_steps: usual.maxSteps,
  max_tool_calls: usual.maxToolCalls,
  max_seconds: usual.maxMilliseconds / 1000,
  max_tokens: usual.maxTokens,
  max_cost_usd: usual.maxCostUsd,
};

const amounts = ['max_steps', 'max_tool_calls', 'max_seconds', 'max_tokens', 'max_cost_usd'] as const;

/** An agent's budget, each amount no higher than any of the limits on top of it. */
export function cappedBudget(
  budget: AgentDefinition['budget'],
  ...limits: readonly (RunLimits | null | undefined)[]
): AgentDefinition['budget'] {
  const capped = { ...budget };
  for (const limit of limits)
    for (const amount of amounts) {
      const most = limit?.[amount];
      if (most !== null && most !== undefined) capped[amount] = Math.min(capped[amount] ?? unsaid[amount], most);
    }
  return capped;
}
