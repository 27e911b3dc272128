/** First come, first served. `run` waits for its turn and always passes the turn on. */
export interface Mutex {
  run<T>(task: () => Promise<T>): Promise<T>;
  /** How many wait, the holder not counted. */
  readonly waiting: number;
}

/** A mutex without timeouts: whoever holds it decides; see `onLongHold` of the embedded database for warnings. */
export function createMutex(): Mutex {
  let held = false;
  const queue: (() => void)[] = [];

  function release(): void {
    const next = queue.shift();
    if (next === undefined) held = false;
    else next();
  }

  async function run<T>(task: () => Promise<T>): Promise<T> {
    if (held) await new Promise<void>((resolve) => queue.push(resolve));
    else held = true;
    try {
      return await task();
    } finally {
      release();
    }
  }

  return {
    run,
    get waiting() {
      return queue.length;
    },
  };
}
