import type { RunEvent, StoredEvent } from '@agentforge/agent-engine/events';
import { LeaseLost, type RunLog } from '@agentforge/agent-engine/ports';
import { counterOf, sequenceOf } from '@agentforge/agent-engine/sequence';

/** Writes events under the lease's fence. False: another holder has the run now. */
export type WriteEvents = (events: readonly StoredEvent[]) => Promise<boolean>;

/** What a live reader is told: an event, or for text the new piece and how far its row reaches now. */
export interface LiveEvent {
  event: StoredEvent;
  /** Characters of this row's text up to and with this piece; undefined for events without text. */
  offset: number | undefined;
}

export type LiveListener = (live: LiveEvent) => void;

const flushEveryMs = 250;
/** A database that is slow gets larger batches: of this many times what the last write took, up to the longest. */
const easing = 4;
const flushAtLatestMs = 2000;
const flushAtCharacters = 8_000;

type TextEvent = Extract<StoredEvent, { type: 'text-delta' | 'reasoning-delta' }>;

const isText = (event: RunEvent): event is Extract<RunEvent, { type: 'text-delta' | 'reasoning-delta' }> =>
  event.type === 'text-delta' || event.type === 'reasoning-delta';

/**
 * The log of a run its lease holder writes. Lazy events go to live readers at once and to the database in batches; pieces
 * of text that follow each other share one row, which is closed when it is written. Durable ones are shown once written.
 */
export class PersistentRunLog implements RunLog {
  readonly #write: WriteEvents;
  readonly #now: () => number;
  readonly #fence: number;
  readonly #events: StoredEvent[];
  readonly #listeners = new Set<LiveListener>();
  readonly #onLost: () => void;
  #counter: number;
  /** Index of the first event that is not written yet, and of the first that is not shown yet. */
  #written: number;
  #shown: number;
  #writing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #lost = false;
  #pendingCharacters = 0;
  #writeMs = 0;

  constructor(options: {
    write: WriteEvents;
    fence: number;
    now: () => number;
    earlier?: readonly StoredEvent[];
    onLost?: () => void;
  }) {
    this.#write = options.write;
    this.#now = options.now;
    this.#fence = options.fence;
    this.#onLost = options.onLost ?? (() => undefined);
    this.#events = [...(options.earlier ?? [])];
    this.#written = this.#events.length;
    this.#shown = this.#events.length;
    const last = this.#events.at(-1);
    this.#counter = last && last.sequence >= sequenceOf(options.fence, 0) ? counterOf(last.sequence) + 1 : 0;
  }

  events(): readonly StoredEvent[] {
    return this.#events;
  }

  append(events: RunEvent[], mode: 'durable' | 'lazy'): Promise<void> {
    if (this.#lost) return Promise.reject(new LeaseLost());
    for (const event of events) this.#add(event, mode === 'lazy');
    if (mode === 'durable') return this.flush();
    this.#schedule();
    return resolved;
  }

  /** Told of every event from now on. Answers its own end. */
  subscribe(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Events that are shown already, for a reader who comes now. */
  shownEvents(): StoredEvent[] {
    const shown = this.#events.slice(0, this.#shown);
    const last = shown.at(-1);
    if (last && isText(last)) shown[shown.length - 1] = { ...last, data: { ...last.data } };
    return shown;
  }

  /** Writes everything appended so far. Throws {@link LeaseLost} when another holder has the run. */
  async flush(): Promise<void> {
    const target = this.#events.length;
    while (this.#written < target) {
      this.#writing ??= this.#writeNext().finally(() => {
        this.#writing = null;
      });
      await this.#writing;
    }
  }

  #add(event: RunEvent, lazy: boolean): void {
    const open = this.#openText(event);
    if (open && isText(event)) {
      open.data.text += event.data.text;
      this.#pendingCharacters += event.data.text.length;
      this.#show({ event: { ...open, data: event.data }, offset: open.data.text.length });
      return;
    }
    const stored: StoredEvent = { ...event, sequence: sequenceOf(this.#fence, this.#counter), at: this.#now() };
    this.#counter += 1;
    this.#events.push(stored);
    if (!isText(stored)) {
      if (lazy && this.#shown === this.#events.length - 1) this.#showNext();
      return;
    }
    const piece = stored.data.text;
    // The row's data is its own: later pieces are added to it.
    this.#events[this.#events.length - 1] = { ...stored, data: { ...stored.data } };
    this.#pendingCharacters += piece.length;
    if (this.#shown === this.#events.length - 1) {
      this.#shown += 1;
      this.#show({ event: stored, offset: piece.length });
    }
  }

  /** The row that this piece continues: same kind and step, not written yet, and all before it shown. */
  #openText(event: RunEvent): TextEvent | undefined {
    if (!isText(event)) return undefined;
    const index = this.#events.length - 1;
    const last = this.#events[index];
    if (!last || !isText(last) || last.type !== event.type || last.data.step !== event.data.step) return undefined;
    return index >= this.#closedBelow() && this.#shown === this.#events.length ? last : undefined;
  }

  /** Rows below this index are being written or are written. */
  #closedBelow(): number {
    return Math.max(this.#sealed, this.#written);
  }

  /** Rows below were sent once. If the answer was lost they may be there already, so they never grow again. */
  #sealed = 0;

  #schedule(): void {
    if (this.#timer || this.#written === this.#events.length) return;
    const soon = this.#pendingCharacters > flushAtCharacters;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        // What could not be written now is tried again with the next batch, and told by a durable append.
        this.flush().catch(() => this.#schedule());
      },
      soon ? 0 : Math.max(flushEveryMs, Math.min(easing * this.#writeMs, flushAtLatestMs)),
    );
  }

  async #writeNext(): Promise<void> {
    const end = this.#events.length;
    const batch = this.#events.slice(this.#written, end);
    this.#sealed = end;
    this.#pendingCharacters = 0;
    const began = performance.now();
    const held = await this.#write(batch);
    this.#writeMs = performance.now() - began;
    if (!held) {
      this.#lost = true;
      this.#onLost();
      throw new LeaseLost();
    }
    this.#written = end;
    while (this.#shown < end) this.#showNext();
    // Lazy events that came while a durable one was being written were waiting behind it.
    while (this.#shown < this.#events.length) this.#showNext();
  }

  #showNext(): void {
    const event = this.#events[this.#shown];
    if (!event) return;
    this.#shown += 1;
    // A copy: the row may grow before a slow reader comes to it.
    if (isText(event)) this.#show({ event: { ...event, data: { ...event.data } }, offset: event.data.text.length });
    else this.#show({ event, offset: undefined });
  }

  #show(live: LiveEvent): void {
    for (const listener of this.#listeners) listener(live);
  }

  /** Stops the timer; a last flush is the caller's. */
  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

const resolved = Promise.resolve();
