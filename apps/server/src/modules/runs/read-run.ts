import type { StoredEvent } from '@agentforge/agent-engine/events';
import type { Database } from '@agentforge/db/database';
import { liveBatches } from './live-events.ts';
import { findRun, type RunRow, readEvents } from './runs.repository.ts';
import type { ActiveRun, RunSupervisor } from './supervisor.ts';

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

const isText = (event: StoredEvent): event is TextEvent =>
  event.type === 'text-delta' || event.type === 'reasoning-delta';

/** {@link readBatches}, one by one. */
export async function* readRun(...of: Parameters<typeof readBatches>): AsyncGenerator<ReadItem> {
  for await (const items of readBatches(...of)) yield* items;
}

/**
 * Reads a run from its first event to where it ends or waits for a person, from this process's memory where it is driven
 * here and from the database otherwise. Leaving does not touch the run. Text that comes together is one item.
 */
export async function* readBatches(
  deps: ReaderDeps,
  run: Pick<RunRow, 'tenantId' | 'id'>,
  from: Cursor,
  signal: AbortSignal,
): AsyncGenerator<readonly ReadItem[]> {
  const last: Cursor = { sequence: -1, offset: 0 };
  while (!signal.aborted) {
    const active = deps.supervisor.active(run.id);
    if (active) yield* shownItems(active, from, last, signal);
    if (signal.aborted) return;
    // Settled here: all there is was shown, and is kept.
    const settled = await active?.settled;
    const status = settled ? settled.status : yield* storedEvents(deps, run, from, last);
    if (status === null || ended.has(status)) return;
    if (status === 'waiting_approval' || status === 'in_doubt') return yield [{ kind: 'waiting', status }];
    if (!deps.supervisor.active(run.id)) await news(deps, run.id, signal);
  }
}

async function* shownItems(
  active: ActiveRun,
  from: Cursor,
  last: Cursor,
  signal: AbortSignal,
): AsyncGenerator<readonly ReadItem[]> {
  for await (const batch of liveBatches(active, signal)) {
    const items = new Items(from, last);
    for (const live of batch) items.take(live.event, live.offset);
    if (items.all.length > 0) yield items.all;
  }
}

/** Everything of the log that this reader has not passed yet; then the run's status, null when it is gone. */
async function* storedEvents(
  deps: ReaderDeps,
  run: Pick<RunRow, 'tenantId' | 'id'>,
  from: Cursor,
  last: Cursor,
): AsyncGenerator<readonly ReadItem[], string | null> {
  const { row, events } = await deps.database.withTenant(
    run.tenantId,
    async (tx) => {
      // The status is read first: events written after it are read at the next turn.
      const found = await findRun(tx, run.id);
      return { row: found, events: await readEvents(tx, run.id, last.sequence - 1) };
    },
    { readOnly: true },
  );
  const items = new Items(from, last);
  for (const event of events) items.take(event, isText(event) ? event.data.text.length : undefined);
  if (items.all.length > 0) yield items.all;
  return row?.status ?? null;
}

/** Turns rows (or the newest pieces of a growing one) into what a reader lacks of them. */
class Items {
  readonly all: ReadItem[] = [];
  readonly #from: Cursor;
  readonly #last: Cursor;

  /** `from`: what the reader has already. `last` moves along with what is taken. */
  constructor(from: Cursor, last: Cursor) {
    this.#from = from;
    this.#last = last;
  }

  /** `reach` is how far the row's text goes with this piece. */
  take(event: StoredEvent, reach: number | undefined): void {
    const last = this.#last;
    if (event.sequence < last.sequence) return;
    if (reach !== undefined && isText(event)) {
      this.#takeText(event, reach);
      return;
    }
    if (event.sequence === last.sequence) return;
    move(last, event.sequence, 0);
    this.all.push({ kind: 'event', event, cursor: { ...last }, known: event.sequence <= this.#from.sequence });
  }

  #takeText(event: TextEvent, reach: number): void {
    const { sequence, data } = event;
    const last = this.#last;
    const from = this.#from;
    const had = sequence === last.sequence ? last.offset : 0;
    if (reach <= had) return;
    const text = data.text.slice(data.text.length - (reach - had));
    move(last, sequence, reach);
    const knownTo = sequence < from.sequence ? reach : sequence === from.sequence ? from.offset : 0;
    const split = Math.max(0, Math.min(text.length, knownTo - had));
    if (split > 0) this.#push(event, text.slice(0, split), { sequence, offset: had + split }, true);
    if (split < text.length) this.#push(event, text.slice(split), { ...last }, false);
  }

  /** Text that follows text of the same step is one piece, which ends where the later one does. */
  #push(event: TextEvent, text: string, cursor: Cursor, known: boolean): void {
    const before = this.all.at(-1);
    if (before?.kind === 'event' && before.known === known && continues(before.event, event)) {
      before.event.data.text += text;
      before.cursor = cursor;
    } else this.all.push({ kind: 'event', event: { ...event, data: { ...event.data, text } }, cursor, known });
  }
}

type TextEvent = Extract<StoredEvent, { type: 'text-delta' | 'reasoning-delta' }>;

function continues(before: StoredEvent, event: TextEvent): before is TextEvent {
  return isText(before) && before.type === event.type && before.data.step === event.data.step;
}

function move(last: Cursor, sequence: number, offset: number): void {
  last.sequence = sequence;
  last.offset = offset;
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
