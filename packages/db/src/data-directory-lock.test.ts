import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lockDataDirectory } from './data-directory-lock.ts';
import { describeProcess } from './process-identity.ts';

const folder = mkdtempSync(join(tmpdir(), 'agentforge-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let counter = 0;
function leaveLock(holder: object | string, ageSeconds = 0): { directory: string; path: string } {
  counter += 1;
  const directory = join(folder, `database-${counter}`);
  const path = `${directory}.lock`;
  writeFileSync(path, typeof holder === 'string' ? holder : JSON.stringify(holder));
  const touched = new Date(Date.now() - ageSeconds * 1000);
  utimesSync(path, touched, touched);
  return { directory, path };
}

const self = { ...describeProcess(process.pid), token: 'theirs' };

describe('lock of the data folder', () => {
  it('is held by one of many who try at once, and free again afterwards', async () => {
    const directory = join(folder, 'contended');
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => lockDataDirectory(directory)));
    const held = tries.filter((attempt) => attempt.status === 'fulfilled');
    expect(held).toHaveLength(1);
    await held[0]?.value();
    expect(existsSync(`${directory}.lock`)).toBe(false);
    await (await lockDataDirectory(directory))();
  });

  it('is never taken from a live process', async () => {
    const { directory, path } = leaveLock(self, 3600);
    await expect(lockDataDirectory(directory)).rejects.toThrow(`process ${process.pid} on ${hostname()}`);
    expect(readFileSync(path, 'utf8')).toContain('theirs');
  });

  it('is taken over from a dead process, by exactly one of many', async () => {
    const { directory } = leaveLock({ ...self, pid: 4_194_999 });
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => lockDataDirectory(directory)));
    const held = tries.filter((attempt) => attempt.status === 'fulfilled');
    expect(held).toHaveLength(1);
    await held[0]?.value();
  });

  it('is taken over when the number now belongs to another process', async () => {
    const { directory } = leaveLock({ ...self, startedAt: 'an earlier boot:1' });
    await (await lockDataDirectory(directory))();
  });

  it('is kept from another host that still touches it', async () => {
    const { directory, path } = leaveLock({ ...self, host: 'elsewhere' });
    const touching = setInterval(() => utimesSync(path, new Date(), new Date()), 100);
    try {
      await expect(lockDataDirectory(directory)).rejects.toThrow('on elsewhere');
    } finally {
      clearInterval(touching);
    }
  }, 20_000);

  it('is taken over from another host or container that left it long ago, and when unreadable for long', async () => {
    for (const holder of [{ ...self, host: 'elsewhere' }, { ...self, space: 'pid:[1]' }, 'half a li']) {
      const { directory } = leaveLock(holder, 600);
      await (await lockDataDirectory(directory))();
    }
  });

  it("does not remove someone else's lock when given back", async () => {
    const directory = join(folder, 'replaced');
    const unlock = await lockDataDirectory(directory);
    writeFileSync(`${directory}.lock`, JSON.stringify(self));
    await unlock();
    expect(existsSync(`${directory}.lock`)).toBe(true);
  });
});
