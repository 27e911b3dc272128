import { replaceBudgets } from '@agentforge/contracts/budgets/endpoints';
import type { BudgetLimit } from '@agentforge/contracts/budgets/schemas';
import type { Tx } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import { AppError, type FieldError } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import type { BudgetKeeper } from './budget-keeper.ts';
import { withUsage } from './budget-view.ts';
import type { NamedPort } from './budgets.ports.ts';
import { dayOf } from './day.ts';
import { listLimits, replaceLimits } from './limits.repository.ts';

export function replaceBudgetsVerb(deps: { keeper: BudgetKeeper; named: NamedPort; clock: Clock }): Verb {
  return verb(replaceBudgets, async (context, { body: { data: limits } }) => {
    const { tx, tenantId } = context;
    const errors = [...ruleErrors(limits), ...(await namingErrors(tx, deps.named, limits))];
    if (errors.length > 0) throw new AppError('invalid_input', { errors });
    await replaceLimits(tx, tenantId, limits);
    deps.keeper.changedIn(tx, tenantId);
    context.audit({ resource: { kind: 'budgets', id: 'budgets' }, details: { limits } });
    return { data: await withUsage(tx, await listLimits(tx), dayOf(deps.clock)), next_cursor: null };
  });
}

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
      ...(limit.max_tokens === null && limit.max_cost_usd === null && limit.max_runs === null
        ? [{ path, message: 'A limit needs tokens, money or a number of answers.' }]
        : []),
      ...((scope === 'tenant' || scope === 'conversation') && scopeId !== '*'
        ? [{ path: `${path}.scope_id`, message: 'This kind of limit is for all alike: use *.' }]
        : []),
    ];
  });
}

/** A limit on an id that names nobody would never bind, and nobody would notice. */
async function namingErrors(tx: Tx, named: NamedPort, limits: readonly BudgetLimit[]): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  const kinds = [
    { scope: 'agent', existing: named.agents },
    { scope: 'user', existing: named.users },
  ];
  for (const { scope, existing } of kinds) {
    const ids = limits
      .filter((limit) => limit.scope === scope && limit.scope_id !== '*')
      .map((limit) => limit.scope_id);
    const found = await existing(tx, ids);
    for (const [index, limit] of limits.entries())
      if (limit.scope === scope && limit.scope_id !== '*' && !found.has(limit.scope_id))
        errors.push({ path: `data.${index}.scope_id`, message: `There is no such ${scope}.` });
  }
  return errors;
}
