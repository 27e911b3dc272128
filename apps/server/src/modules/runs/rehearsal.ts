import type { StoredEvent } from '@agentforge/agent-engine/events';
import type { MemoryFact } from '@agentforge/agent-engine/plan';
import type { ToolPort } from '@agentforge/agent-engine/ports';
import { type RecordedCall, recordedCalls } from '@agentforge/agent-engine/recording';
import { resultForModel } from '@agentforge/agent-engine/results';
import type { Database } from '@agentforge/db/database';
import { notFound } from '@agentforge/kernel/errors';
import { type ChangedResult, runInput } from './run-input.ts';
import type { RunRow } from './runs.repository.ts';
import { findRun, readEvents } from './runs.repository.ts';

/** The recording a replay lives in, with the results a person changed. Throws `not_found` when its run is gone. */
export async function recordingOf(
  database: Database,
  tenantId: string,
  run: Pick<RunRow, 'input'> & Partial<Pick<RunRow, 'replayOf'>>,
): Promise<RecordedCall[] | null> {
  const { replayOf } = run;
  if (!replayOf) return null;
  const events = await database.withTenant(
    tenantId,
    async (tx) => ((await findRun(tx, replayOf)) ? readEvents(tx, replayOf) : null),
    { readOnly: true },
  );
  if (!events) throw notFound('run');
  return withChanges(recordedCalls(events), runInput.parse(run.input).changed_results);
}

/** Changed results in the place of those that were recorded, as a model is shown results. */
export function withChanges(recording: readonly RecordedCall[], changes: readonly ChangedResult[]): RecordedCall[] {
  const byCall = new Map(changes.map((change) => [change.call_id, change]));
  return recording.map((recorded) => {
    const change = byCall.get(recorded.callId);
    if (change === undefined) return recorded;
    const { labels, duration_ms } = recorded.settled;
    const error = change.ok ? {} : { error: 'The tool reported an error.' };
    const result = resultForModel(
      { ok: change.ok, content: change.content, ...error },
      [],
      labels.map(({ label }) => label),
    );
    return {
      ...recorded,
      changed: true,
      settled: { status: change.ok ? 'ok' : 'error', result, labels, duration_ms, ...error },
    };
  });
}

/** What the agent remembered when the run began; undefined when it has not begun. */
export function recordedMemory(events: readonly StoredEvent[]): readonly MemoryFact[] | undefined {
  const started = events.find((event) => event.type === 'run-started');
  return started?.type === 'run-started' ? (started.data.memory ?? []) : undefined;
}

/** Whether a run has called a model for itself; turns taken over from another run were counted there. */
export function hasBegun(events: readonly StoredEvent[]): boolean {
  const own = events.slice(events.findLastIndex(({ type }) => type === 'run-forked') + 1);
  return own.some(({ type }) => type === 'step-started');
}

/** A replay has a recording and calls nothing; should it try, that is a defect and it ends. */
export const noTools: ToolPort = {
  execute: () => Promise.reject(new Error('A replay calls no tool.')),
};
