import { describe, expect, it } from 'vitest';
import { Admission } from './admission.ts';

const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('admission', () => {
  it('lets so many work at once and gives a free place to who waits', async () => {
    const admission = new Admission({ slots: 2 });
    const [first] = [await admission.enter('a'), await admission.enter('a')];
    let entered = false;
    const third = admission.enter('a').then((leave) => {
      entered = true;
      return leave;
    });
    await soon();
    expect(entered).toBe(false);
    first?.();
    // Giving a place back twice gives one place back.
    first?.();
    await third;
    expect(entered).toBe(true);
    await expect(Promise.race([admission.enter('a').then(() => 'in'), soon().then(() => 'waits')])).resolves.toBe(
      'waits',
    );
  });

  it('serves the lines of organizations in turn, however long one of them is', async () => {
    const admission = new Admission({ slots: 1, mostWaitMs: 1e9 });
    const order: string[] = [];
    const leave = await admission.enter('loud');
    const visits = ['loud', 'loud', 'loud', 'loud', 'quiet', 'quiet'].map(async (who) => {
      const done = await admission.enter(who);
      order.push(who);
      await soon();
      done();
    });
    leave();
    await Promise.all(visits);
    expect(order).toEqual(['loud', 'quiet', 'loud', 'quiet', 'loud', 'loud']);
  });

  it('refuses at once who would wait too long, and still takes in who has no line', async () => {
    let now = 0;
    const admission = new Admission({ slots: 1, mostWaitMs: 100, now: () => now });
    const leave = await admission.enter('loud');
    for (let count = 0; count < 10; count += 1) admission.enter('loud').catch(() => undefined);
    await expect(admission.enter('loud')).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 1 });
    const quiet = admission.enter('quiet');
    // Those who have waited far too long are not worked for any more.
    now = 10_000;
    const late = admission.enter('late');
    leave();
    await expect(quiet).rejects.toMatchObject({ code: 'unavailable' });
    expect(await late).toBeTypeOf('function');
  });
});
