export type SavePhase = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';

export interface SaveState {
  phase: SavePhase;
  /** Set while failed or in conflict. */
  error: unknown;
  /** When the last save ended, in milliseconds; undefined before the first. */
  savedAt: number | undefined;
}

export interface AutosaveOptions<Value> {
  /** Writes the value. Called once at a time, always with the newest. */
  save: (value: Value) => Promise<void>;
  /** Whether this failure means that someone else saved in between. */
  isConflict: (error: unknown) => boolean;
  onChange: (state: SaveState) => void;
  /** Rest after the last keystroke, in milliseconds. */
  delay?: number;
  now?: () => number;
}

export interface Autosave<Value> {
  /** Notes a new value; it is saved after a rest. Held back while in conflict. */
  change: (value: Value) => void;
  /** Saves at once what waits. Resolves true when everything is saved; never rejects. */
  flush: () => Promise<boolean>;
  /** Ends a conflict or failure: `keep` saves the own value again, else it is dropped. */
  settle: (keep: boolean) => void;
}

/** Saves a value that is being edited: one save at a time, the newest wins, a conflict stops it until it is settled. */
export function createAutosave<Value>(options: AutosaveOptions<Value>): Autosave<Value> {
  const { save, isConflict, onChange, delay = 800, now = Date.now } = options;
  let state: SaveState = { phase: 'saved', error: undefined, savedAt: undefined };
  let pending: { value: Value } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;

  const become = (next: Partial<SaveState>) => {
    state = { ...state, error: undefined, ...next };
    onChange(state);
  };

  const run = async (): Promise<void> => {
    while (pending && state.phase !== 'conflict') {
      const { value } = pending;
      pending = undefined;
      become({ phase: 'saving' });
      try {
        await save(value);
      } catch (error) {
        pending ??= { value };
        become({ phase: isConflict(error) ? 'conflict' : 'failed', error });
        return;
      }
      if (!pending) become({ phase: 'saved', savedAt: now() });
    }
  };

  const start = (): Promise<void> => {
    clearTimeout(timer);
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    change(value) {
      pending = { value };
      if (state.phase === 'conflict') return;
      clearTimeout(timer);
      if (!running) become({ phase: 'waiting' });
      timer = setTimeout(() => void start(), delay);
    },
    async flush() {
      if (pending || running) await start();
      return !pending && state.phase === 'saved';
    },
    settle(keep) {
      if (!keep) pending = undefined;
      become({ phase: pending ? 'waiting' : 'saved' });
      if (pending) void start();
    },
  };
}
