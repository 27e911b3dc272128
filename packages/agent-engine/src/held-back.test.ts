import { manualClock } from '@agentforge/kernel/clock';
import type { ModelPart } from '@agentforge/plugin-kit/model';
import { expect, it } from 'vitest';
import { heldBack, newArrivals, noteArrival } from './held-back.ts';
import { testRun } from './testing/harness.ts';
import { scriptedModel } from './testing/scripted-model.ts';

function arrived(waitMs: number, pieces: number, spreadMs: number) {
  const arrivals = newArrivals(0);
  for (let piece = 0; piece < pieces; piece += 1) noteArrival(arrivals, waitMs + (spreadMs * piece) / (pieces - 1));
  return heldBack(arrivals);
}

it('notices an answer that came in one lump after a long wait', () => {
  expect(arrived(5000, 200, 20)).toMatchObject({ rule: 'held_back', action: 'flag' });
  expect(arrived(5000, 200, 20)?.detail).toContain('after 5.0 s');
});

it('leaves fast models, short answers and steady streams alone', () => {
  expect(arrived(400, 200, 5)).toBeUndefined();
  expect(arrived(5000, 30, 5)).toBeUndefined();
  expect(arrived(5000, 200, 400)).toBeUndefined();
});

it('tells the chat', async () => {
  const pieces: ModelPart[] = Array.from({ length: 150 }, (_, index) => ({ type: 'text-delta', text: `w${index} ` }));
  const usage = { inputTokens: 10, outputTokens: 150, cachedInputTokens: 0, reasoningTokens: 0 };
  const finish: ModelPart = { type: 'finish', reason: 'stop', usage };
  const lump = scriptedModel([[...pieces, finish]]);
  const clock = manualClock();
  const model = {
    ...lump,
    stream: (...asked: Parameters<typeof lump.stream>) => {
      clock.advance(4000);
      return lump.stream(...asked);
    },
  };
  const { events } = await testRun({ turns: [], model, clock });
  const verdicts = events.flatMap((event) => (event.type === 'guardrail-checked' ? event.data.verdicts : []));
  expect(verdicts).toMatchObject([{ rule: 'held_back' }]);
});
