import { describe, expect, it } from 'vitest';
import { citationPieces, withoutOpenMark } from './citation-marks.ts';
import { markdownBlocks } from './markdown-blocks.ts';

describe('markdownBlocks', () => {
  it('cuts at blank lines', () => {
    expect(markdownBlocks('One\nstill one\n\nTwo')).toEqual(['One\nstill one\n', 'Two']);
  });

  it('keeps a fence with blank lines whole, also while it is open', () => {
    expect(markdownBlocks('A\n\n```js\n1\n\n2\n```\n\nB')).toEqual(['A\n', '```js\n1\n\n2\n```\n', 'B']);
    expect(markdownBlocks('````md\n```\n\nx\n\n```')).toHaveLength(1);
  });

  it('keeps a loose list together so that its numbers go on', () => {
    expect(markdownBlocks('1. a\n\n   more\n\n2. b\n\nAfter')).toEqual(['1. a\n\n   more\n\n2. b\n', 'After']);
  });

  it('leaves a text with link definitions whole', () => {
    expect(markdownBlocks('See [it].\n\n[it]: https://example.test')).toHaveLength(1);
  });

  it('does not change earlier pieces when text is added', () => {
    const text = '# T\n\n- a\n- b\n\n| x |\n|---|\n| 1 |\n\nEnd of it';
    const whole = markdownBlocks(text);
    for (let length = 1; length < text.length; length += 1) {
      const part = markdownBlocks(text.slice(0, length));
      expect(part.slice(0, -1)).toEqual(whole.slice(0, part.length - 1));
    }
  });
});

describe('citations in text', () => {
  it('finds single, adjacent and grouped marks', () => {
    const indexes = citationPieces('So [1][2] and [3, 4].').flatMap((piece) =>
      piece.kind === 'citation' ? [piece.index] : [],
    );
    expect(indexes).toEqual([1, 2, 3, 4]);
  });

  it('leaves other brackets alone', () => {
    expect(citationPieces('a[i] [x] [2024-01]')).toEqual([{ kind: 'text', text: 'a[i] [x] [2024-01]' }]);
  });

  it.each([
    ['So it is [', 'So it is'],
    ['So it is [1', 'So it is'],
    ['So it is [1, 2', 'So it is'],
    ['So it is [1]', 'So it is [1]'],
    ['An [open bracket', 'An [open bracket'],
  ])('%s is shown as %s while it is written', (text, shown) => {
    expect(withoutOpenMark(text)).toBe(shown);
  });
});
