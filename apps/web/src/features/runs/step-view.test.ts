import { expect, it } from 'vitest';
import type { RunStep } from './api/runs.ts';
import { functionOf, viewOf } from './step-view.ts';

const step = (change: Partial<RunStep>): RunStep => ({
  index: 0,
  kind: 'tool',
  name: 'delete_order',
  status: 'ok',
  started_at: '2026-11-22T10:00:00Z',
  duration_ms: 60_000,
  details: {},
  ...change,
});

it('reads a tool’s own time, not the wait for a person', () => {
  expect(viewOf(step({ details: { duration_ms: 12 } })).durationMs).toBe(12);
  expect(viewOf(step({})).durationMs).toBe(60_000);
});

it('reads tokens, cost and what failed of a model step', () => {
  const usage = { input_tokens: 10, output_tokens: null };
  const details = { usage, cost_usd: 0.5, fallback_from: 'a/b', error: 'Too busy' };
  expect(viewOf(step({ kind: 'model', status: 'failed', details }))).toMatchObject({
    tokens: { input: 10, output: 0 },
    costUsd: 0.5,
    fallbackFrom: 'a/b',
    error: 'Too busy',
    tone: 'danger',
  });
});

it('keeps a status it does not know, and details of any shape', () => {
  const details = { usage: 'many', verdicts: [null, { rule: 'pii', action: 'mask' }], risk: 'unheard' };
  const view = viewOf(step({ status: 'new', details }));
  expect(view).toMatchObject({ status: undefined, tokens: null, risk: null, tone: 'info' });
  expect(view.verdicts).toEqual([
    { rule: '', action: '', detail: '' },
    { rule: 'pii', action: 'mask', detail: '' },
  ]);
});

it('names the function an approval is about', () => {
  const call = step({ details: { call_id: 'call_1' } });
  const approval = step({ kind: 'approval', name: 'call_1', details: { call_id: 'call_1' } });
  expect(functionOf(approval, [call, approval])).toBe('delete_order');
  expect(functionOf(step({ kind: 'approval', name: 'call_2' }), [call])).toBeUndefined();
});
