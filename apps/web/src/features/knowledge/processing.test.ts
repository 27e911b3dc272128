import { describe, expect, it } from 'vitest';
import { pollInterval } from './processing.ts';

const now = Date.UTC(2026, 10, 22, 12);
const at = (secondsAgo: number) => new Date(now - secondsAgo * 1000).toISOString();

describe('pollInterval', () => {
  it('does not look at what is done', () => {
    expect(pollInterval([], now)).toBe(false);
    expect(
      pollInterval(
        [
          { status: 'ready', updated_at: at(1) },
          { status: 'failed', updated_at: at(1) },
        ],
        now,
      ),
    ).toBe(false);
  });

  it('looks less often at what does not move, by the one that moved last', () => {
    const waiting = (seconds: number) => ({ status: 'queued' as const, updated_at: at(seconds) });
    expect(pollInterval([waiting(5)], now)).toBe(1000);
    expect(pollInterval([waiting(30)], now)).toBe(3000);
    expect(pollInterval([waiting(600)], now)).toBe(8000);
    expect(pollInterval([waiting(600), waiting(2)], now)).toBe(1000);
  });
});
