import { ModelError } from '@agentforge/plugin-kit/model';
import { describe, expect, it } from 'vitest';
import { retryWait } from './retry-policy.ts';

const busy = (retryAfterMs?: number) =>
  new ModelError('rate_limited', 'Busy.', retryAfterMs === undefined ? {} : { retryAfterMs });

describe('the wait before a retry', () => {
  it('is what the provider asks for, and never longer than one waits', () => {
    expect(retryWait(busy(5_000), 0, 20_000, () => 0)).toBe(5_000);
    expect(retryWait(busy(20_001), 0, 20_000, () => 0)).toBeNull();
  });

  it('grows with each retry and differs between callers', () => {
    expect([0, 1, 2].map((retry) => retryWait(busy(), retry, 20_000, () => 0))).toEqual([200, 400, 800]);
    expect(retryWait(busy(), 0, 20_000, () => 0.999)).toBeGreaterThan(390);
    expect(retryWait(busy(), 10, 1_000, () => 0.999)).toBeLessThanOrEqual(1_000);
  });

  it('is not for timeouts, wrong keys and errors of our own', () => {
    for (const kind of ['timeout', 'wrong_key', 'bad_request', 'content_filtered'] as const)
      expect(retryWait(new ModelError(kind, 'No.'), 0, 20_000, () => 0)).toBeNull();
    expect(retryWait(new TypeError('ours'), 0, 20_000, () => 0)).toBeNull();
  });
});
