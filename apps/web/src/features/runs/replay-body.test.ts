import { describe, expect, it } from 'vitest';
import { replayBodyOf } from './replay-body.ts';

const calls = [{ id: 'call_1', function: 'get_order', result: '{\n  "total": 12\n}' }];
const untouched = { from: 2, model: '', goal: null, recordedGoal: 'Answer.', results: {}, calls };

describe('what a replay is asked for', () => {
  it('is the turn alone when nothing was changed', () => {
    expect(replayBodyOf(untouched)).toEqual({ from_step: 2 });
    expect(replayBodyOf({ ...untouched, goal: 'Answer.', results: { call_1: calls[0]?.result ?? '' } })).toEqual({
      from_step: 2,
    });
  });

  it('names the model, the goal and the results that differ', () => {
    const results = { call_1: '{ "total": 99 }' };
    expect(replayBodyOf({ ...untouched, model: 'mock/other', goal: 'Be brief.', results })).toEqual({
      from_step: 2,
      model_id: 'mock/other',
      agent: { goal: 'Be brief.' },
      tool_results: [{ call_id: 'call_1', content: { total: 99 } }],
    });
  });

  it('sends a result that is no JSON as text', () => {
    expect(replayBodyOf({ ...untouched, results: { call_1: 'out of stock' } }).tool_results).toEqual([
      { call_id: 'call_1', content: 'out of stock' },
    ]);
  });
});
