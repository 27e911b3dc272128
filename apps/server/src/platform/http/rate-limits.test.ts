import { getMe } from '@agentforge/contracts/identity/endpoints';
import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../testing/create-world.ts';
import { LocalRateLimiter } from './rate-limiter.ts';

describe('the limiter in memory', () => {
  it('counts windows of a key and begins anew when one ends', () => {
    let now = 1000;
    const limiter = new LocalRateLimiter(() => now);
    const allowed = () => limiter.hit('a', 2, 60).allowed;
    expect([allowed(), allowed(), allowed()]).toEqual([true, true, false]);
    expect(limiter.hit('b', 2, 60).allowed).toBe(true);
    now += 60_000;
    expect(allowed()).toBe(true);
  });

  it('keeps its memory bounded under a flood of keys', () => {
    const limiter = new LocalRateLimiter(() => 1000, 10);
    for (let key = 0; key < 1000; key += 1) limiter.hit(String(key), 1, 60);
    // The newest are remembered, the oldest made room.
    expect(limiter.hit('999', 1, 60).allowed).toBe(false);
    expect(limiter.hit('0', 1, 60).allowed).toBe(true);
  });
});

describe('over HTTP', () => {
  it('a burst is let through up to the limit, then 429 says when to come back', async () => {
    const world = await createWorld({ environment: { RATE_LIMIT_PER_MINUTE: '120' } });
    try {
      const send = () => fetch(world.url + getMe.path, { headers: { authorization: `Bearer ${world.first.token}` } });
      const answers = await Promise.all(Array.from({ length: 150 }, send));
      const refused = answers.filter(({ status }) => status === 429);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(120);
      expect(refused).toHaveLength(30);
      const [one] = refused;
      expect(Number(one?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(one?.headers.get('ratelimit-limit')).toBe('120');
      expect(one?.headers.get('ratelimit-remaining')).toBe('0');
      expect(Number(one?.headers.get('ratelimit-reset'))).toBeLessThanOrEqual(60);
      expect(await one?.json()).toMatchObject({ code: 'rate_limited', status: 429 });
      // Other ways to write the path share the bucket.
      for (const path of ['/api/v1/auth/me/', '/api/v1/auth/me?x=1', '/api/v1/auth/%6de', '/api/security/auth/me']) {
        const answer = await fetch(world.url + path, { headers: { authorization: `Bearer ${world.first.token}` } });
        expect([path, answer.status]).toEqual([path, 429]);
      }
      expect((await fetch(`${world.url}/health/ready`)).status).toBe(200);
    } finally {
      await world.close();
    }
  });
});
