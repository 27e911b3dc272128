import type { StoredEvent } from '@agentforge/agent-engine/events';
import type { Database } from '@agentforge/db/database';
import type { LiveEvent } from './run-log.ts';
import { findRun, readEvents, type RunRow } from './runs.repository.ts';
import type { RunSupervisor } from './supervisor.ts';

/** Where a reader stands: the last row it has, and how much of that row's text. */
export interface Cursor {
  sequence: number;
  offset: number;
}

/** What a reader is given, in order. `known`: the reader has it already, it only feeds the encoder. */
export type ReadItem =
  | { kind: 'event'; event: StoredEvent; cursor: Cursor; known: boolean }
  | { kind: 'waiting'; status: 'waiting_approval' | 'in_doubt' };

export interface ReaderDeps {
  database: Database;
  supervisor: RunSupervisor;
  /** Calls back when a run may have something new; answers its own end. */
  onNews(runId: string, listener: () => void): () => void;
}

const pollMs = 1000;
const ended = new Set(['completed', 'failed', 'cancelled']);

const isText = (event: StoredEvent): event is Extract<StoredEvent, { type: 'text-delta' | 'reasoning-delta' }> =>
  event.type === 'text-delta' || event.type === 'reasoning-delta';

/**
 * Reads a run from its first event to where it ends or waits for a person, from this process's memory where it is driven
 * here and from the database otherwise. Leaving does not touch the run.
 */
export async function* readRun(
  deps: ReaderDeps,
  run: Pick<RunRow, 'tenantId' | 'id'>,
  from: Cursor,
  signal: AbortSignal,
): AsyncGenerator<ReadItem> {
  const last: Cursor = { sequence: -1, offset: 0 };
  while (!signal.aborted) {
    const active = deps.supervisor.active(run.id);
    if (active) {
      for await (const live of liveEvents(active, signal)) yield* itemsOf(live.event, live.offset, from, last);
    }
    const status = yield* storedEvents(deps, run, from, last);
    if (status === null || ended.has(status)) return;
    if (status === 'waiting_approval' || status === 'in_doubt') {
      yield { kind: 'waiting', status };
      return;
    }
    if (!deps.supervisor.active(run.id)) await news(deps, run.id, signal);
  }
}

/** Everything of the log that this reader has not passed yet; then the run's status, null when it is gone. */
async function* storedEvents(
  deps: ReaderDeps,
  run: Pick<RunRow, 'tenantId' | 'id'>,
  from: Cursor,
  last: Cursor,
): AsyncGenerator<ReadItem, string | null> {
  const { row, events } = await deps.database.withTenant(
    run.tenantId,
    async (tx) => {
      // The status is read first: events written after it are read at the next turn.
      const found = await findRun(tx, run.id);
      return { row: found, events: await readEvents(tx, run.id, last.sequence - 1) };
    },
    { readOnly: true },
  );
  for (const event of events) yield* itemsOf(event, isText(event) ? event.data.text.length : undefined, from, last);
  return row?.status ?? null;
}

/**
 * Turns a row (or the newest piece of a growing one) into what the reader lacks of it. `reach` is how far the row's text
 * goes with this piece.
 */
function* itemsOf(event: StoredEvent, reach: number | undefined, from: Cursor, last: Cursor): Generator<ReadItem> {
  if (event.sequence < last.sequence) return;
  if (reach === undefined || !isText(event)) {
    if (event.sequence === last.sequence) return;
    move(last, event.sequence, 0);
    yield { kind: 'event', event, cursor: { ...last }, known: event.sequence <= from.sequence };
    return;
  }
  const had = event.sequence === last.sequence ? last.offset : 0;
  if (reach <= had) return;
  const text = event.data.text.slice(event.data.text.length - (reach - had));
  move(last, event.sequence, reach);
  const knownTo = event.sequence < from.sequence ? reach : event.sequence === from.sequence ? from.offset : 0;
  const split = Math.max(0, Math.min(text.length, knownTo - had));
  if (split > 0) yield piece(event, text.slice(0, split), { sequence: event.sequence, offset: had + split }, true);
  if (split < text.length) yield piece(event, text.slice(split), { ...last }, false);
}

type TextEvent = Extract<StoredEvent, { type: 'text-delta' | 'reasoning-delta' }>;

function piece(event: TextEvent, text: string, cursor: Cursor, known: boolean): ReadItem {
  return { kind: 'event', event: { ...event, data: { ...event.data, text } }, cursor, known };
}

function move(last: Cursor, sequence: number, offset: number): void {
  last.sequence = sequence;
  last.offset = offset;
}

/** What the holder has shown so far, then what it shows, until it is done with the run. */
async function* liveEvents(
  active: NonNullable<ReturnType<RunSupervisor['active']>>,
  signal: AbortSignal,
): AsyncGenerator<LiveEvent> {
  let queue: LiveEvent[] = [];
  let wake: () => void = () => undefined;
  let done = false;
  const stop = active.log.subscribe((live) => {
    queue.push(live);
    wake();
  });
  const finish = () => {
    done = true;
    wake();
  };
  void active.settled.then(finish);
  signal.addEventListener('abort', finish, { once: true });
  try {
    for (const event of active.log.shownEvents()) {
      yield { event, offset: isText(event) ? event.data.text.length : undefined };
    }
    while (!signal.aborted) {
      const batch = queue;
      queue = [];
      yield* batch;
      if (queue.length > 0) continue;
      if (done) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        // Something may have come between the check and this wait.
        if (queue.length > 0 || done) resolve();
      });
    }
  } finally {
    stop();
    signal.removeEventListener('abort', finish);
  }
}

/** Waits for news of a run driven elsewhere; a poll covers a lost notice. */
function news(deps: ReaderDeps, runId: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer);
      stop();
      signal.removeEventListener('abort', settle);
      resolve();
    };
    const timer = setTimeout(settle, pollMs);
    const stop = deps.onNews(runId, settle);
    signal.addEventListener('abort', settle, { once: true });
  });
}

/** `<sequence>.<offset>`, as the SSE id of what was sent. */
export function cursorText(cursor: Cursor): string {
  return `${cursor.sequence}.${cursor.offset}`;
}

/** The beginning for anything that is not a cursor of ours. */
export function parseCursor(text: string | undefined): Cursor {
  const match = /^(\d{1,16})\.(\d{1,9})$/.exec(text ?? '');
  return match ? { sequence: Number(match[1]), offset: Number(match[2]) } : { sequence: -1, offset: 0 };
}
