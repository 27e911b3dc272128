import type { BudgetLimit, BudgetUsage } from '@agentforge/contracts/budgets/schemas';
import type { Format } from '../format.ts';

export const amountKinds = ['tokens', 'cost', 'runs', 'steps', 'toolCalls', 'seconds'] as const;
export type AmountKind = (typeof amountKinds)[number];

export const limitFields = {
  tokens: 'max_tokens',
  cost: 'max_cost_usd',
  runs: 'max_runs',
  steps: 'max_steps',
  toolCalls: 'max_tool_calls',
  seconds: 'max_seconds',
} as const satisfies Record<AmountKind, keyof BudgetLimit>;

/** One limited amount with what is used of it. */
export interface Measure {
  kind: AmountKind;
  used: number;
  most: number;
  /** More was used than is known. */
  atLeast: boolean;
}

/** What is limited, in one order, with how much of it is used. */
export function measuresOf(limit: BudgetLimit, usage: BudgetUsage): Measure[] {
  const used: Record<AmountKind, number> = {
    tokens: usage.tokens_used,
    cost: usage.cost_used_usd,
    runs: usage.runs_used,
    steps: usage.steps_used,
    toolCalls: usage.tool_calls_used,
    seconds: usage.seconds_used,
  };
  return amountKinds.flatMap((kind) => {
    const most = limit[limitFields[kind]];
    return most === null
      ? []
      : [{ kind, used: used[kind], most, atLeast: kind === 'cost' && usage.cost_is_lower_bound }];
  });
}

/** An amount as people read it: "12,400", "$3.20", "2m". */
export function amountText(format: Format, kind: AmountKind, value: number): string {
  if (kind === 'cost') return format.money(value);
  return kind === 'seconds' ? format.duration(value * 1000) : format.number(Math.round(value));
}

/** The measure nearest to its end. */
export function tightest(measures: readonly Measure[]): Measure | undefined {
  return measures.toSorted((left, right) => right.used / right.most - left.used / left.most)[0];
}
