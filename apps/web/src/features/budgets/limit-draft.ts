import type { BudgetLimit } from '@agentforge/contracts/budgets/schemas';
import { type AmountKind, amountKinds, limitFields } from '../../shared/budgets/amounts.ts';

export type Scope = BudgetLimit['scope'];

/** A limit as it is being written: amounts are text until they are read. */
export interface LimitDraft {
  scope: Scope;
  scopeId: string;
  period: BudgetLimit['period'];
  amounts: Record<AmountKind, string>;
  /** Percent from which new answers use the cheaper model; 0: never. */
  softPercent: number;
}

const nothing: LimitDraft = {
  scope: 'user',
  scopeId: '*',
  period: 'day',
  amounts: { tokens: '', cost: '', runs: '', steps: '', toolCalls: '', seconds: '' },
  softPercent: 0,
};

export function draftOf(limit: BudgetLimit | undefined): LimitDraft {
  if (!limit) return nothing;
  const textOf = (kind: AmountKind) => String(limit[limitFields[kind]] ?? '');
  return {
    scope: limit.scope,
    scopeId: limit.scope_id,
    period: limit.period,
    amounts: {
      tokens: textOf('tokens'),
      cost: textOf('cost'),
      runs: textOf('runs'),
      steps: textOf('steps'),
      toolCalls: textOf('toolCalls'),
      seconds: textOf('seconds'),
    },
    softPercent: Math.round((limit.soft_ratio ?? 0) * 100),
  };
}

/** Amounts that can be limited for a scope: one answer cannot be counted in answers. */
export function kindsOf(scope: Scope): readonly AmountKind[] {
  return scope === 'run' ? amountKinds.filter((kind) => kind !== 'runs') : amountKinds;
}

export type Problem = 'number' | 'whole' | 'none';

/** What is wrong with a draft, by amount; `none`: nothing is limited. */
export function problemsOf(draft: LimitDraft): Map<AmountKind | 'all', Problem> {
  const problems = new Map<AmountKind | 'all', Problem>();
  const kinds = kindsOf(draft.scope);
  for (const kind of kinds) {
    const text = draft.amounts[kind].trim();
    const value = Number(text);
    if (text === '') continue;
    if (!Number.isFinite(value) || value <= 0) problems.set(kind, 'number');
    else if (kind !== 'cost' && !Number.isInteger(value)) problems.set(kind, 'whole');
  }
  if (kinds.every((kind) => draft.amounts[kind].trim() === '')) problems.set('all', 'none');
  return problems;
}

/** The limit a draft without problems stands for. */
export function limitFrom(draft: LimitDraft): BudgetLimit {
  const kinds = new Set(kindsOf(draft.scope));
  const amount = (kind: AmountKind) => {
    const text = draft.amounts[kind].trim();
    return kinds.has(kind) && text !== '' ? Number(text) : null;
  };
  const run = draft.scope === 'run';
  const named = draft.scope === 'agent' || draft.scope === 'user';
  return {
    scope: draft.scope,
    scope_id: named ? draft.scopeId : '*',
    period: run ? 'total' : draft.period,
    max_tokens: amount('tokens'),
    max_cost_usd: amount('cost'),
    max_runs: amount('runs'),
    max_steps: amount('steps'),
    max_tool_calls: amount('toolCalls'),
    max_seconds: amount('seconds'),
    soft_ratio: run || draft.softPercent === 0 ? null : draft.softPercent / 100,
  };
}

/** Two limits for the same in the same period exclude each other. */
export function sameTarget(left: BudgetLimit, right: BudgetLimit): boolean {
  return left.scope === right.scope && left.scope_id === right.scope_id && left.period === right.period;
}
