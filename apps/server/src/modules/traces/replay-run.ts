import type { StoredEvent } from '@agentforge/agent-engine/events';
import { forkedEvents, recordedCalls } from '@agentforge/agent-engine/recording';
import { replayRun } from '@agentforge/contracts/runs/endpoints';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import { assertInvariant } from '@agentforge/kernel/trust';
import type { StreamContext } from '../../platform/context.ts';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import { presentRun, type RunRow, type RunsDoor, runInput, withChanges } from '../runs/index.ts';
import { changedDefinition, changeNames, forkStepOf, type ReplayRequest } from './replay-plan.ts';

const over = new Set(['completed', 'failed', 'cancelled']);

/** Forks an ended run. The new run is written whole before it is driven, so it outlives this process like any other. */
export function replayRunVerb(runs: RunsDoor): Verb {
  return streamVerb(replayRun, async (context, { params, body }) => {
    if (runs.draining) throw new AppError('unavailable', { detail: restarting, retryAfterSeconds: 2 });
    const { source, events } = await context.transaction(async (own) => {
      const row = await runs.require(own, params.run_id);
      return { source: row, events: await runs.events(own.tx, row.id) };
    });
    if (!over.has(source.status)) throw new AppError('conflict', { detail: notOver });
    const replay = await planReplay(context, runs, source, events, body);
    const row = await context.transaction(async (own) => {
      await runs.accept(own.tx, own.tenantId, replay.run);
      await runs.begin(own.tx, { tenantId: own.tenantId, id: replay.run.id }, replay.events);
      own.audit({
        resource: { kind: 'runs', id: replay.run.id },
        details: { replay_of: source.id, from_step: replay.run.replay.step, changes: changeNames(body) },
      });
      return runs.find(own.tx, replay.run.id);
    });
    assertInvariant(row, 'an accepted run is there');
    runs.drive(row, { run: row, events: replay.events, definition: replay.definition });
    return presentRun(row);
  });
}

const restarting = 'The server is restarting. Try again in a moment.';
const notOver = 'This run has not ended yet. Wait for its end or stop it, then replay it.';

async function planReplay(
  context: StreamContext,
  runs: RunsDoor,
  source: RunRow,
  events: readonly StoredEvent[],
  body: ReplayRequest,
) {
  const step = forkStepOf(events, body);
  const definition = changedDefinition(await runs.definition(source), body);
  await runs.requireModel(context.tenantId, definition.model_id);
  const now = context.now();
  const id = newId('run', now);
  const changed_results = body.tool_results ?? [];
  const recording = withChanges(recordedCalls(events), changed_results);
  const input = { ...runInput.parse(source.input), changed_results };
  const run = {
    id,
    agentId: source.agentId,
    agentVersion: source.agentVersion,
    definition: { ...definition },
    conversationId: source.conversationId,
    userMessageId: source.userMessageId,
    messageId: newId('message', now),
    userId: context.requireUserId(),
    origin: 'replay' as const,
    replay: { of: source.id, step },
    input,
  };
  const fork = { runId: id, step, changes: changeNames(body), recording, now };
  return { run, definition, events: forkedEvents({ runId: source.id, events }, fork) };
}
