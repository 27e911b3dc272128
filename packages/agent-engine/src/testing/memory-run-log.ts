import type { Clock } from '@agentforge/kernel/clock';
import type { RunEvent, StoredEvent } from '../events.ts';
import { LeaseLost, type RunLog } from '../ports.ts';
import { sequenceOf } from '../sequence.ts';

/** A run log in memory that knows which of its events would have survived a crash. */
export interface MemoryRunLog extends RunLog {
  /** Events up to the last durable append. */
  persisted(): StoredEvent[];
  /** From now on every append fails, as if another worker had taken the lease. */
  loseLease(): void;
  /** Called after each append. */
  onAppend: ((events: readonly RunEvent[]) => void) | undefined;
}

export function memoryRunLog(clock: Clock, earlier: readonly StoredEvent[] = [], fence = 1): MemoryRunLog {
  const events = structuredClone([...earlier]);
  let durable = events.length;
  let lost = false;
  let counter = 0;
  const append = async (added: RunEvent[], mode: 'durable' | 'lazy') => {
    if (lost) throw new LeaseLost();
    for (const event of structuredClone(added)) {
      events.push({ ...event, sequence: sequenceOf(fence, counter), at: clock.now() });
      counter += 1;
    }
    if (mode === 'durable') durable = events.length;
    log.onAppend?.(added);
  };
  const log: MemoryRunLog = {
    events: () => events,
    append,
    persisted: () => structuredClone(events.slice(0, durable)),
    loseLease: () => {
      lost = true;
    },
    onAppend: undefined,
  };
  return log;
}
