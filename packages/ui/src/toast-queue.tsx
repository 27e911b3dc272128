export interface ToastOptions {
  description?: string | undefined;
  /** One short way on: "Undo", "Open". */
  action?: { label: string; onClick: () => void } | undefined;
  /** Milliseconds; errors stay 10 s, warnings 8 s, the rest 5 s. */
  duration?: number | undefined;
  /** The same id replaces the toast instead of adding one. */
  id?: string | undefined;
}

export interface QueuedToast extends ToastOptions {
  kind: 'success' | 'error' | 'warning' | 'info';
  title: string;
}

let waiting: QueuedToast[] = [];
let ever = false;
const listeners = new Set<() => void>();

/** Hands a toast to the region, which may still be loading. */
export function sendToast(toast: QueuedToast): void {
  waiting.push(toast);
  ever = true;
  for (const listener of listeners) listener();
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether there was ever a toast, so that the region is worth loading. */
export function hasToasts(): boolean {
  return ever;
}

/** Takes what waits; each toast is shown once. */
export function takeToasts(): QueuedToast[] {
  const taken = waiting;
  waiting = [];
  return taken;
}
