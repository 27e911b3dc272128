import { replaceBudgets } from '@agentforge/contracts/budgets/endpoints';
import type { BudgetLimit } from '@agentforge/contracts/budgets/schemas';
import type { Tx } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import { AppError, type FieldError } from '@agentforge/kernel/errors';
import { answerRevision } from '../../platform/revision.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { BudgetKeeper } from './budget-keeper.ts';
import { withUsage } from './budget-view.ts';
import type { NamedPort } from './budgets.ports.ts';
import { dayOf, endOfDay } from './day.ts';
import { listLimits, lockLimits, replaceLimits, revisionOf } from './limits.repository.ts';

export function replaceBudgetsVerb(deps: { keeper: BudgetKeeper; named: NamedPort; clock: Clock }): Verb {
  return verb(replaceBudgets, async (context, { body: { data: limits } }) => {
    const { tx, tenantId } = context;
    await lockLimits(tx, tenantId);
    context.revision(await revisionOf(tx));
    const errors = [...ruleErrors(limits), ...(await namingErrors(tx, deps.named, limits))];
    if (errors.length > 0) throw new AppError('invalid_input', { errors });
    answerRevision(context, await replaceLimits(tx, tenantId, limits));
    deps.keeper.changedIn(tx, tenantId);
    context.audit({ resource: { kind: 'budgets', id: 'budgets' }, details: { limits } });
    const data = await withUsage(tx, deps.named, await listLimits(tx), dayOf(deps.clock));
    return { data, next_cursor: null, resets_at: endOfDay(deps.clock) };
  });
}

const amounts = ['max_tokens', 'max_cost_usd', 'max_runs', 'max_steps', 'max_tool_calls', 'max_seconds'] as const;

function ruleErrors(limits: readonly BudgetLimit[]): FieldError[] {
  const seen = new Set<string>();
  return limits.flatMap((limit, index): FieldError[] => {
    const { scope, scope_id: scopeId, period } = limit;
    const path = `data.${index}`;
    const key = `${scope} ${scopeId} ${period}`;
    const repeated = seen.has(key);
    seen.add(key);
    return [
      ...(repeated ? [{ path, message: 'There is another limit for the same and the same period.' }] : []),
      ...(amounts.every((amount) => limit[amount] === null)
        ? [{ path, message: 'A limit needs at least one amount: tokens, money, answers, steps, tool calls or time.' }]
        : []),
      ...(!['agent', 'user'].includes(scope) && scopeId !== '*'
        ? [{ path: `${path}.scope_id`, message: 'This kind of limit is for all alike: use *.' }]
        : []),
      ...(scope === 'run' ? runErrors(limit, path) : []),
    ];
  });
}

/** A run is one answer and ends: it has no days, cannot be counted in answers, and begins with one model. */
function runErrors(limit: BudgetLimit, path: string): FieldError[] {
  return [
    ...(limit.period === 'day' ? [{ path: `${path}.period`, message: 'A limit for each answer is not per day.' }] : []),
    ...(limit.max_runs === null
      ? []
      : [{ path: `${path}.max_runs`, message: 'One answer cannot be limited in answers.' }]),
    ...(limit.soft_ratio === null
      ? []
      : [{ path: `${path}.soft_ratio`, message: 'A limit for each answer has no soft share.' }]),
  ];
}

/** A limit on an id that names nobody would never bind, and nobody would notice. */
async function namingErrors(tx: Tx, named: NamedPort, limits: readonly BudgetLimit[]): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  const kinds = [
    { scope: 'agent', names: named.agents },
    { scope: 'user', names: named.users },
  ];
  for (const { scope, names } of kinds) {
    const ids = limits
      .filter((limit) => limit.scope === scope && limit.scope_id !== '*')
      .map((limit) => limit.scope_id);
    const found = await names(tx, ids);
    for (const [index, limit] of limits.entries())
      if (limit.scope === scope && limit.scope_id !== '*' && !found.has(limit.scope_id))
        errors.push({ path: `data.${index}.scope_id`, message: `There is no such ${scope}.` });
  }
  return errors;
}
