import { describe, expect, it } from 'vitest';
import { toPlainJson } from './json.ts';
import { openHalf, storable, storableText } from './storable.ts';

describe('text of strangers', () => {
  it('loses what no database holds, and nothing else', () => {
    expect(storableText('a\0b\ud800c\udc00d😀')).toBe('ab\ufffdc\ufffdd😀');
    const plain = { text: 'plain 😀', list: ['a', 1, null] };
    expect(storable(plain)).toBe(plain);
    expect(storable({ deep: [{ 'k\0': ['\ud83d'] }], same: plain })).toEqual({
      deep: [{ k: ['\ufffd'] }],
      same: plain,
    });
  });

  it('is storable in whatever becomes plain JSON', () => {
    expect(toPlainJson({ 'a\0': ['\ud83d', 'ok'] })).toEqual({ a: ['\ufffd', 'ok'] });
  });

  it('may end in half a character that is still to come', () => {
    expect([openHalf('hi \ud83d'), openHalf('hi 😀'), openHalf(''), openHalf('\ude00')]).toEqual([
      '\ud83d',
      '',
      '',
      '',
    ]);
  });
});
