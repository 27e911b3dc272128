import { manualClock } from '@agentforge/kernel/clock';
import { describe, expect, it } from 'vitest';
import { CircuitBreaker } from './circuit-breaker.ts';

function failing(breaker: CircuitBreaker, key: string, times: number): void {
  for (let count = 0; count < times; count += 1) breaker.admit(key)?.failed();
}

describe('a circuit breaker', () => {
  it('opens after five failures in a row, for that key alone', () => {
    const breaker = new CircuitBreaker(manualClock());
    failing(breaker, 'a', 4);
    breaker.admit('a')?.succeeded();
    failing(breaker, 'a', 4);
    expect(breaker.waitFor('a')).toBe(0);
    failing(breaker, 'a', 1);
    expect(breaker.admit('a')).toBeNull();
    expect(breaker.waitFor('a')).toBe(15_000);
    expect(breaker.admit('b')).not.toBeNull();
  });

  it('lets one probe through after the pause; success closes it, failure doubles the pause', () => {
    const clock = manualClock();
    const breaker = new CircuitBreaker(clock);
    failing(breaker, 'a', 5);
    clock.advance(15_000);
    const probe = breaker.admit('a');
    expect(probe).not.toBeNull();
    expect(breaker.admit('a')).toBeNull();
    probe?.failed();
    expect(breaker.waitFor('a')).toBe(30_000);
    clock.advance(30_000);
    breaker.admit('a')?.succeeded();
    expect(breaker.admit('a')).not.toBeNull();
    expect(breaker.admit('a')).not.toBeNull();
  });

  it('does not wait for ever for a probe that ended without a word', () => {
    const clock = manualClock();
    const breaker = new CircuitBreaker(clock);
    failing(breaker, 'a', 5);
    clock.advance(15_000);
    breaker.admit('a')?.release();
    expect(breaker.admit('a')).not.toBeNull();
  });

  it('counts calls under way at the same time once they fail, and opens once', () => {
    const clock = manualClock();
    const breaker = new CircuitBreaker(clock);
    const permits = Array.from({ length: 20 }, () => breaker.admit('a'));
    for (const permit of permits.slice(0, 10)) permit?.failed();
    clock.advance(10_000);
    for (const permit of permits.slice(10)) permit?.failed();
    expect(breaker.waitFor('a')).toBe(5_000);
  });
});
