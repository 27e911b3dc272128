import type { Tx } from '@agentforge/db/database';
import { AppError, notFound } from '@agentforge/kernel/errors';
import type { TenantContext } from '../../platform/context.ts';
import type { AgentsPort } from './triggers.ports.ts';
import { findTrigger, type TriggerRow } from './triggers.repository.ts';

type Caller = TenantContext & { tx: Tx };

/** The signed-in person whose rights it runs with. An API key has fewer rights than its person, so it is not them. */
export function isCreator(context: TenantContext, row: Pick<TriggerRow, 'createdBy'>): boolean {
  return context.actor.kind === 'user' && context.actor.userId === row.createdBy;
}

export function triggerPolicy(context: TenantContext, row: TriggerRow) {
  const mine = isCreator(context, row);
  return {
    edit: mine && context.can('agents:write'),
    delete: context.can('agents:write'),
    execute: mine && context.can('agents:execute'),
  };
}

/** A trigger of an agent the caller may see. Throws `not_found` otherwise. */
export async function requireTrigger(context: Caller, agents: AgentsPort, id: string): Promise<TriggerRow> {
  const row = await findTrigger(context.tx, id);
  if (!row) throw notFound('trigger');
  await agents.requireVisible(context, row.agentId);
  return row;
}

/** What a trigger says is said with its creator's rights: nobody else may change it. */
export function requireCreator(context: TenantContext, row: TriggerRow): void {
  if (isCreator(context, row)) return;
  throw new AppError('forbidden', {
    detail:
      'This trigger acts with the rights of whoever made it, so only they can change or test it, signed in. You can ' +
      'switch it off, delete it, or make one of your own.',
  });
}

/** Those who could not start a run themselves cannot have one started in their name. */
export function requireMayRun(context: TenantContext): void {
  if (context.actor.kind !== 'user') {
    throw new AppError('forbidden', { detail: 'Triggers are made by a signed-in person, not by an API key.' });
  }
  if (context.can('agents:execute')) return;
  throw new AppError('forbidden', {
    detail: 'A trigger runs with your rights, and you may not use agents. This needs the permission agents:execute.',
  });
}
