import type { RunEvent, StoredEvent } from '@agentforge/agent-engine/events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PersistentRunLog } from './run-log.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const piece = (text: string): RunEvent => ({ type: 'text-delta', data: { step: 1, text } });

/** A token every 250 ms for ten seconds into a log whose database takes `writeMs` for a batch. */
async function stream(writeMs: number) {
  const batches: StoredEvent[][] = [];
  const log = new PersistentRunLog({
    fence: 1,
    now: () => Date.now(),
    write: async (events) => {
      await new Promise((resolve) => setTimeout(resolve, writeMs));
      batches.push(structuredClone([...events]));
      return true;
    },
  });
  const shown: string[] = [];
  log.subscribe(({ event }) => {
    if (event.type === 'text-delta') shown.push(event.data.text);
  });
  for (let count = 0; count < 40; count += 1) {
    await log.append([piece(`${count} `)], 'lazy');
    await vi.advanceTimersByTimeAsync(250);
  }
  const flushed = log.flush();
  await vi.advanceTimersByTimeAsync(20 * (writeMs + 1));
  await flushed;
  log.close();
  const written = batches.flat().flatMap((event) => (event.type === 'text-delta' ? [event.data.text] : []));
  return { batches: batches.length, written: written.join(''), shown: shown.join('') };
}

const whole = Array.from({ length: 40 }, (_, count) => `${count} `).join('');

describe('the log of a run', () => {
  it('writes a stream in batches, more rarely into a slow database, and shows every piece once', async () => {
    const quick = await stream(5);
    const slow = await stream(400);
    expect(quick).toMatchObject({ written: whole, shown: whole });
    expect(slow).toMatchObject({ written: whole, shown: whole });
    expect(quick.batches).toBeGreaterThan(15);
    expect(slow.batches).toBeLessThan(10);
  });
});
