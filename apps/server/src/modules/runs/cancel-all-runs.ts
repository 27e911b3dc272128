import { setTimeout as delay } from 'node:timers/promises';
import { cancelAllRuns } from '@agentforge/contracts/run-control/endpoints';
import type { Tx } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import type { StreamContext } from '../../platform/context.ts';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import { countUnfinished, everyAgent, pauseRuns, requestCancelOfAll } from './pauses.repository.ts';
import type { AgentsPort } from './runs.ports.ts';
import type { StopRuns } from './stop-runs.ts';

/** How long the answer waits for runs of other processes to end. */
const patienceMs = 5000;
const lookEveryMs = 100;

interface CancelAllDeps {
  stop: StopRuns;
  agents: Pick<AgentsPort, 'existing'>;
}

/** Stops everything, in every process, and says what is left. The pause comes first, so that nothing begins in between. */
export function cancelAllRunsVerb({ stop, agents }: CancelAllDeps): Verb {
  return streamVerb(cancelAllRuns, async (context, { body }) => {
    const agentId = body.agent_id ?? null;
    if (agentId !== null) await context.transaction(({ tx }) => requireAgent(tx, agents, agentId));
    if (body.pause) await pause(context, agentId, body.reason);
    const marked = await context.transaction(async (own) => {
      const runs = await requestCancelOfAll(own.tx, agentId);
      own.audit({
        resource: { kind: agentId === null ? 'tenants' : 'agents', id: agentId ?? own.tenantId },
        details: { stopping: runs.length, pause: body.pause, reason: body.reason },
      });
      return runs;
    });
    await stop.marked(marked);
    const left = await untilEnded(
      context,
      marked.map(({ id }) => id),
    );
    return { stopping: marked.length, still_running: left, paused: body.pause };
  });
}

async function requireAgent(tx: Tx, agents: CancelAllDeps['agents'], agentId: string): Promise<void> {
  if ((await agents.existing(tx, [agentId])).has(agentId)) return;
  throw new AppError('not_found', { detail: 'There is no agent with this id.' });
}

function pause(context: StreamContext, agentId: string | null, reason: string): Promise<void> {
  return context.transaction((own) =>
    pauseRuns(own.tx, {
      tenantId: own.tenantId,
      agentId: agentId ?? everyAgent,
      reason,
      userId: own.requireUserId(),
    }),
  );
}

async function untilEnded(context: StreamContext, ids: readonly string[]): Promise<number> {
  const until = context.now() + patienceMs;
  for (;;) {
    const left = ids.length === 0 ? 0 : await context.transaction((own) => countUnfinished(own.tx, ids));
    if (left === 0 || context.now() >= until) return left;
    await delay(lookEveryMs);
  }
}
