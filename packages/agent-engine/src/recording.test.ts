import { describe, expect, it } from 'vitest';
import type { StoredEvent } from './events.ts';
import { forkableSteps, forkedEvents, recordedCalls } from './recording.ts';
import { sequenceOf } from './sequence.ts';
import { foldRun } from './state.ts';
import { withDecision } from './testing/decisions.ts';
import { eventsOf, testFunction, testPlan, testRun } from './testing/harness.ts';
import { calls, says } from './testing/scripted-model.ts';

const functions = [testFunction('look'), testFunction('erase', { risk: 'destructive' })];
const plan = testPlan({ functions });
const script = [calls(['c1', 'look', { text: 'a' }]), calls(['c2', 'look', { text: 'b' }]), says('Done.')];

async function recorded() {
  const { events } = await testRun({ plan, turns: script });
  return events;
}

/** Drives a fork of `events` from `step` with what the model says from there on. */
function replay(events: readonly StoredEvent[], step: number, turns: typeof script, recording = recordedCalls(events)) {
  const now = events.at(-1)?.at ?? 0;
  const earlier = forkedEvents({ runId: 'run_a', events }, { runId: 'run_b', step, changes: [], recording, now });
  return testRun({ plan: { ...plan, recording }, turns, earlier, fence: 1 });
}

const matches = (events: readonly StoredEvent[]) =>
  eventsOf(events, 'tool-settled').map(({ simulated }) => [simulated?.match, simulated?.call_id]);

describe('a fork', () => {
  it('takes the turns before it over, at no cost, and makes the rest anew', async () => {
    const events = await recorded();
    expect(forkableSteps(events)).toEqual([1, 2, 3]);
    const run = await replay(events, 3, [says('Otherwise.')]);
    expect(run.outcome.status).toBe('completed');
    const whole = foldRun(events);
    const state = foldRun(run.events);
    expect(state.steps.map(({ text }) => text)).toEqual(['', '', 'Otherwise.']);
    expect(state.usage.input_tokens).toBe(whole.usage.input_tokens / 3);
    expect(eventsOf(run.events, 'run-started')[0]?.run_id).toBe('run_b');
    expect(run.model.requests).toHaveLength(1);
  });

  it('keeps its events in order and its times behind each other', async () => {
    const events = await recorded();
    const run = await replay(events, 2, [says('Short.')]);
    const fork = run.events.findIndex(({ type }) => type === 'run-forked');
    const sequences = run.events.slice(0, fork + 1).map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.map((_, index) => sequenceOf(1, index)));
    const times = run.events.slice(0, fork + 1).map(({ at }) => at);
    expect(times.at(-1)).toBe(events.at(-1)?.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe('a call of a replay', () => {
  it('is answered by the call with the same arguments, whatever the order, and never made', async () => {
    const turns = [calls(['x', 'look', { text: 'b' }]), calls(['y', 'look', { text: 'a' }]), says('Done.')];
    const run = await replay(await recorded(), 1, turns);
    expect(run.executed).toEqual([]);
    expect(matches(run.events)).toEqual([
      ['arguments', 'c2'],
      ['arguments', 'c1'],
    ]);
  });

  it('with other arguments is answered by the next of its function, then not at all', async () => {
    const turns = ['p', 'q', 'r'].map((text) => calls([text, 'look', { text }]));
    const run = await replay(await recorded(), 1, [...turns, says('Done.')]);
    expect(run.executed).toEqual([]);
    expect(matches(run.events)).toEqual([
      ['order', 'c1'],
      ['order', 'c2'],
      ['none', undefined],
    ]);
    expect(eventsOf(run.events, 'tool-settled')[2]).toMatchObject({
      status: 'refused',
      result: { status: 'not_replayed' },
    });
  });

  it('may read again what was read in a turn that was taken over', async () => {
    const second = calls(['x', 'look', { text: 'a' }]);
    const run = await replay(await recorded(), 2, [says('Taken over.'), second, says('Done.')]);
    expect(matches(run.events).at(-1)).toEqual(['arguments', 'c1']);
  });

  it('asks nobody, and is given what a person let happen once only', async () => {
    const once = [calls(['c1', 'erase', { text: 'all' }]), says('Done.')];
    const asked = await testRun({ plan, turns: once });
    const earlier = withDecision(asked.events, {});
    const { events } = await testRun({ plan, turns: once, earlier, fence: 200 });
    const twice = [calls(['x', 'erase', { text: 'all' }]), calls(['y', 'erase', { text: 'all' }]), says('Done.')];
    const run = await replay(events, 1, twice);
    expect(run.outcome.status).toBe('completed');
    expect(run.executed).toEqual([]);
    expect(eventsOf(run.events, 'approval-requested')).toEqual([]);
    expect(matches(run.events)).toEqual([
      ['arguments', 'c1'],
      ['none', undefined],
    ]);
  });

  it('is told what a person put in the place of the recording, in turns taken over as well', async () => {
    const events = await recorded();
    const recording = recordedCalls(events).map((call) =>
      call.callId === 'c2' ? { ...call, changed: true, settled: { ...call.settled, result: { changed: 1 } } } : call,
    );
    const run = await replay(events, 3, [says('Otherwise.')], recording);
    expect(run.model.requests[0]?.messages.at(-1)).toMatchObject({ role: 'tool', result: { changed: 1 } });
    expect(eventsOf(run.events, 'tool-settled').map(({ simulated }) => simulated?.changed)).toEqual([undefined, true]);
  });

  it('stays answered when another process goes on after a crash', async () => {
    const events = await recorded();
    const recording = recordedCalls(events);
    const turns = [calls(['x', 'look', { text: 'b' }]), says('Done.')];
    const whole = await replay(events, 1, turns, recording);
    const cut = whole.events.findIndex(({ type }) => type === 'tool-settled');
    const run = await testRun({
      plan: { ...plan, recording },
      turns: [says('Done.')],
      earlier: whole.events.slice(0, cut),
      fence: 2,
    });
    expect(run.outcome.status).toBe('completed');
    expect(run.executed).toEqual([]);
    expect(matches(run.events)).toEqual([['arguments', 'c2']]);
  });
});
