import type { BudgetPort } from '@agentforge/agent-engine/ports';

/** The agent's own limits (steps, calls, tokens, money, time) are the engine's; nothing is shared between runs here. */
export const unlimitedBudget: BudgetPort = {
  reserve: () => ({ ok: true, id: 'run' }),
  settle: () => undefined,
};
