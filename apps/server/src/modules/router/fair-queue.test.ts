import { type Clock, manualClock } from '@agentforge/kernel/clock';
import { describe, expect, it } from 'vitest';
import type { MinuteLimits } from '../../platform/shared-minutes.ts';
import { FairQueue } from './fair-queue.ts';
import { MinuteWindow } from './minute-window.ts';

const never = new AbortController().signal;
const minute = 60_001;

const queueOf = (limits: MinuteLimits, clock: Clock) => new FairQueue(limits, new MinuteWindow(limits, clock));

/** Lets promises that are due settle. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a fair queue', () => {
  it('serves tenants in turn, however many one of them has in line', async () => {
    const clock = manualClock();
    const queue = queueOf({ requestsPerMinute: 2, tokensPerMinute: null }, clock);
    const served: string[] = [];
    const ask = (tenant: string) => queue.take(tenant, 0, never, 100_000).then(() => served.push(tenant));
    for (let count = 0; count < 8; count += 1) void ask('big');
    void ask('small');
    void ask('small');
    await settle();
    expect(served).toEqual(['big', 'big']);
    for (let round = 0; round < 4; round += 1) {
      clock.advance(minute);
      queue.pump();
      await settle();
    }
    expect(served.slice(2, 6)).toEqual(['big', 'small', 'big', 'small']);
    expect(served.filter((tenant) => tenant === 'big')).toHaveLength(8);
    expect(queue.waiting).toBe(0);
  });

  it('never lets more through than the limit within any minute', async () => {
    const clock = manualClock();
    const queue = queueOf({ requestsPerMinute: 5, tokensPerMinute: null }, clock);
    const at: number[] = [];
    for (let count = 0; count < 30; count += 1)
      void queue.take('t', 0, never, 900_000).then(() => at.push(clock.now()));
    for (let step = 0; step < 60; step += 1) {
      await settle();
      clock.advance(7_000);
      queue.pump();
    }
    await settle();
    expect(at).toHaveLength(30);
    for (const begin of at) {
      expect(at.filter((time) => time >= begin && time < begin + 60_000).length).toBeLessThanOrEqual(5);
    }
  });

  it('counts tokens, replaces estimates by what was used, and lets a huge request go alone', async () => {
    const clock = manualClock();
    const queue = queueOf({ requestsPerMinute: null, tokensPerMinute: 100 }, clock);
    const turn = await queue.take('t', 90, never, 1000);
    let second = false;
    const waiting = queue.take('t', 50, never, 100_000).then(() => {
      second = true;
    });
    await settle();
    expect(second).toBe(false);
    turn.settle(20);
    await waiting;
    clock.advance(minute);
    await queue.take('t', 5000, never, 10);
    await expect(queue.take('t', 1, never, 10)).rejects.toMatchObject({ kind: 'rate_limited' });
  });

  it('stops waiting when the time is up or the request is cancelled, and forgets who left', async () => {
    const queue = queueOf({ requestsPerMinute: 1, tokensPerMinute: null }, manualClock());
    await queue.take('t', 0, never, 1000);
    const abort = new AbortController();
    const cancelled = queue.take('t', 0, abort.signal, 100_000);
    const late = queue.take('u', 0, never, 20);
    abort.abort();
    await expect(cancelled).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(late).rejects.toMatchObject({ kind: 'rate_limited', detail: expect.stringContaining('1 requests') });
    expect(queue.waiting).toBe(0);
  });
});
