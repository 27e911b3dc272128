import { AppError, notFound } from '@agentforge/kernel/errors';
import type { TenantContext } from '../../platform/context.ts';
import type { AgentRow } from './agents.repository.ts';

type Visible = Pick<AgentRow, 'id' | 'ownerId' | 'access'>;

/** Agents an API key, or a run it started, is bound to; null when it, or the person, is bound to none. */
export function boundAgents(context: TenantContext): readonly string[] | null {
  return 'agentIds' in context.actor ? context.actor.agentIds : null;
}

export function userIdOf(context: TenantContext): string | null {
  const { actor } = context;
  return 'userId' in actor ? actor.userId : null;
}

/** Those who may write agents see private ones of others too. System jobs act for the agent itself. */
export function seesPrivate(context: TenantContext): boolean {
  return context.can('agents:write') || context.actor.kind === 'system';
}

export function maySee(context: TenantContext, row: Visible): boolean {
  const bound = boundAgents(context);
  if (bound !== null && !bound.includes(row.id)) return false;
  return row.access.visibility === 'everyone' || seesPrivate(context) || row.ownerId === userIdOf(context);
}

/** Absent and not visible read the same. */
export function requireVisible<Row extends Visible>(context: TenantContext, row: Row | null): Row {
  if (!row || !maySee(context, row)) throw notFound('agent');
  return row;
}

/** A key for some agents must not make others. */
export function requireUnbound(context: TenantContext): void {
  if (boundAgents(context) === null) return;
  throw new AppError('forbidden', { detail: 'This API key is for certain agents only and cannot create others.' });
}

export function agentPolicy(context: TenantContext) {
  const edit = context.can('agents:write');
  return {
    edit,
    delete: context.can('agents:delete'),
    execute: context.can('agents:execute'),
    publish: edit,
  };
}
