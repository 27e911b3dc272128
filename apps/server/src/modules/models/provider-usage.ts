import { getProviderUsage } from '@agentforge/contracts/models/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import type { Connections } from './connections.ts';
import type { RunUsage } from './models.ports.ts';
import { readModelSettings } from './tenant-settings.ts';

const dayMs = 86_400_000;
const usualDays = 30;

export function getProviderUsageVerb(connections: Connections, usage: RunUsage): Verb {
  return verb(getProviderUsage, async (context, { params, query }) => {
    const facts = connections.findById(await readModelSettings(context.tx), params.provider_id);
    if (!facts) throw notFound('model provider');
    const to = timeOf('to', query.to, context.now());
    const from = timeOf('from', query.from, to - usualDays * dayMs);
    const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    const rows = await usage.byModel(context.tx, `${facts.name}/`, period);
    return {
      ...period,
      data: rows,
      cost_usd: rows.reduce((sum, row) => sum + (row.cost_usd ?? 0), 0),
      cost_is_lower_bound: rows.some((row) => row.cost_is_lower_bound || row.cost_usd === null),
    };
  });
}

function timeOf(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  const detail = `"${name}" must be a date or a date with a time, such as 2026-01-31.`;
  throw new AppError('invalid_input', { detail, errors: [{ path: name, message: 'is not a date' }] });
}
