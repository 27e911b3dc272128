import type { StoredEvent } from '@agentforge/agent-engine/events';
import { forkableSteps } from '@agentforge/agent-engine/recording';
import { getRunTrace } from '@agentforge/contracts/runs/endpoints';
import type { TenantContext } from '../../platform/context.ts';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import { presentRun, type RunRow, type RunsDoor } from '../runs/index.ts';
import { type Prompt, promptsOf } from './prompts.ts';
import { traceTree } from './trace-tree.ts';

const over = new Set(['completed', 'failed', 'cancelled']);

/** Prompts are shown to those who may read them in the agent itself. */
export const seesPrompts = (context: TenantContext): boolean => context.can('agents:write');

export function getTraceVerb(runs: RunsDoor): Verb {
  return streamVerb(getRunTrace, async (context, { params }) => {
    const { run, events } = await context.transaction(async (own) => {
      const row = await runs.require(own, params.run_id);
      return { run: row, events: await runs.events(own.tx, row.id) };
    });
    const shown = seesPrompts(context);
    const root = traceTree(events, { name: run.id, prompts: shown ? await promptsFor(runs, run, events) : null });
    if (root?.status === 'running') root.status = statusWhile(run.status);
    const { id, agent_id, replay_of, fork_step, status } = presentRun(run);
    return {
      run_id: id,
      agent_id,
      kind: replay_of === null ? ('answer' as const) : ('replay' as const),
      replay_of,
      fork_step,
      status,
      started_at: startOf(events),
      duration_ms: root?.end_ms ?? null,
      prompts_shown: shown,
      replayable_steps: shown && over.has(run.status) ? forkableSteps(events) : [],
      root,
    };
  });
}

export async function promptsFor(
  runs: RunsDoor,
  run: RunRow,
  events: readonly StoredEvent[],
): Promise<Map<number, Prompt>> {
  return promptsOf(await runs.explain(run, events), events);
}

function startOf(events: readonly StoredEvent[]): string | null {
  const at = events[0]?.at;
  return at === undefined ? null : new Date(at).toISOString();
}

function statusWhile(status: string): 'waiting' | 'in_doubt' | 'running' {
  if (status === 'waiting_approval') return 'waiting';
  return status === 'in_doubt' ? 'in_doubt' : 'running';
}
