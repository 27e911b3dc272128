import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAutosave, type SaveState } from './autosave.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Call {
  value: string;
  done: () => void;
  fail: (error: unknown) => void;
}

function setup() {
  const calls: Call[] = [];
  const states: SaveState[] = [];
  const autosave = createAutosave<string>({
    save: (value) =>
      new Promise((resolve, reject) => {
        calls.push({ value, done: resolve, fail: reject });
      }),
    isConflict: (error) => error === 'conflict',
    onChange: (state) => states.push(state),
    delay: 100,
    now: () => 7,
  });
  const phase = () => states.at(-1)?.phase;
  const values = () => calls.map(({ value }) => value);
  return { autosave, calls, states, phase, values };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

describe('createAutosave', () => {
  it('waits for a rest and saves the newest only', async () => {
    const { autosave, calls, phase, values, states } = setup();
    autosave.change('a');
    await vi.advanceTimersByTimeAsync(60);
    autosave.change('ab');
    await vi.advanceTimersByTimeAsync(99);
    expect(values()).toEqual([]);
    expect(phase()).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1);
    expect(values()).toEqual(['ab']);
    expect(phase()).toBe('saving');
    calls[0]?.done();
    await settled();
    expect(states.at(-1)).toEqual({ phase: 'saved', error: undefined, savedAt: 7 });
  });

  it('never saves twice at once, and saves what came meanwhile', async () => {
    const { autosave, calls, phase, values } = setup();
    autosave.change('a');
    await vi.advanceTimersByTimeAsync(100);
    autosave.change('b');
    await vi.advanceTimersByTimeAsync(500);
    expect(values()).toEqual(['a']);
    calls[0]?.done();
    await settled();
    expect(values()).toEqual(['a', 'b']);
    expect(phase()).toBe('saving');
    calls[1]?.done();
    await settled();
    expect(phase()).toBe('saved');
  });

  it('stops at a conflict until it is settled, keeping the newest', async () => {
    const { autosave, calls, phase, values } = setup();
    autosave.change('mine');
    await vi.advanceTimersByTimeAsync(100);
    calls[0]?.fail('conflict');
    await settled();
    expect(phase()).toBe('conflict');
    autosave.change('mine too');
    await vi.advanceTimersByTimeAsync(500);
    expect(values()).toEqual(['mine']);
    autosave.settle(true);
    await settled();
    expect(values()).toEqual(['mine', 'mine too']);
  });

  it('drops the own value when the other one is taken', async () => {
    const { autosave, calls, phase, values } = setup();
    autosave.change('mine');
    await vi.advanceTimersByTimeAsync(100);
    calls[0]?.fail('conflict');
    await settled();
    autosave.settle(false);
    await vi.advanceTimersByTimeAsync(500);
    expect(phase()).toBe('saved');
    expect(values()).toEqual(['mine']);
  });

  it('keeps what could not be saved and tries it again with the next change or flush', async () => {
    const { autosave, calls, phase, states, values } = setup();
    autosave.change('a');
    await vi.advanceTimersByTimeAsync(100);
    calls[0]?.fail('offline');
    await settled();
    expect(states.at(-1)).toMatchObject({ phase: 'failed', error: 'offline' });
    const again = autosave.flush();
    calls[1]?.fail('still offline');
    expect(await again).toBe(false);
    const flushed = autosave.flush();
    await settled();
    expect(values()).toEqual(['a', 'a', 'a']);
    calls[2]?.done();
    expect(await flushed).toBe(true);
    await settled();
    expect(phase()).toBe('saved');
  });

  it('flush saves at once and waits for the end', async () => {
    const { autosave, calls, values } = setup();
    autosave.change('a');
    let ended = false;
    const flushed = autosave.flush().then(() => {
      ended = true;
    });
    await settled();
    expect(values()).toEqual(['a']);
    expect(ended).toBe(false);
    calls[0]?.done();
    await flushed;
    await vi.advanceTimersByTimeAsync(500);
    expect(values()).toEqual(['a']);
  });
});
