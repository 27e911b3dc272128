/** The clock of one bounded request: a total time, and a time without any byte, joined with the caller's signal. */
export interface Deadline {
  signal: AbortSignal;
  /** Milliseconds that ran out, if it was the clock that ended the request. */
  expiredAfter(): number | undefined;
  /** Starts, or starts again, the time that may pass without a byte. */
  expectBytes(): void;
  clear(): void;
}

export function startDeadline(totalMs: number, idleMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let expired: number | undefined;
  const expire = (milliseconds: number) => {
    expired ??= milliseconds;
    controller.abort(new DOMException('The request took too long', 'TimeoutError'));
  };
  const total = setTimeout(expire, totalMs, totalMs).unref();
  let idle: NodeJS.Timeout | undefined;
  return {
    signal: caller === undefined ? controller.signal : AbortSignal.any([controller.signal, caller]),
    expiredAfter: () => expired,
    expectBytes() {
      idle ??= setTimeout(expire, idleMs, idleMs).unref();
      idle.refresh();
    },
    clear() {
      clearTimeout(total);
      clearTimeout(idle);
    },
  };
}
