import { expect, it } from 'vitest';
import { killWhileChatting } from '../chaos/kill-while-chatting.ts';

it('loses no acknowledged message when the process is killed while answers stream', { timeout: 240_000 }, async () => {
  const report = await killWhileChatting.run({ trials: 2, seed: 11, broken: false, databaseUrl: null });
  expect(report.failures).toEqual([]);
  expect(Number(report.figures['acknowledged'])).toBeGreaterThan(0);
});
