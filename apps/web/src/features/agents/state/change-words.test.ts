import { describe, expect, it } from 'vitest';
import { pathWords, viewOfChange, wordsOf } from './change-words.ts';

describe('viewOfChange', () => {
  it('shows short values side by side', () => {
    expect(viewOfChange('formal', 'warm')).toEqual({ kind: 'value', from: 'formal', to: 'warm' });
    expect(viewOfChange(5, 8)).toEqual({ kind: 'value', from: '5', to: '8' });
    expect(viewOfChange(null, 'a/b')).toEqual({ kind: 'value', from: undefined, to: 'a/b' });
    expect(viewOfChange({}, { temperature: 0.2 })).toMatchObject({ kind: 'value', from: undefined });
  });

  it('shows what came and went in a list', () => {
    const before = [
      { id: '1', name: 'Greet' },
      { id: '2', name: 'Answer' },
    ];
    expect(
      viewOfChange(before, [
        { id: '2', name: 'Answer' },
        { id: '3', name: 'Close' },
      ]),
    ).toEqual({
      kind: 'list',
      added: ['Close'],
      removed: ['Greet'],
      reordered: false,
    });
    expect(viewOfChange(['a', 'b'], ['b', 'a'])).toMatchObject({ added: [], removed: [], reordered: true });
    expect(viewOfChange(null, ['a'])).toMatchObject({ kind: 'list', added: ['a'] });
  });

  it('shows long text line by line', () => {
    expect(viewOfChange('one\ntwo\nthree', 'one\n2\nthree\nfour')).toEqual({
      kind: 'lines',
      lines: [
        { mark: 'same', text: 'one' },
        { mark: 'removed', text: 'two' },
        { mark: 'added', text: '2' },
        { mark: 'same', text: 'three' },
        { mark: 'added', text: 'four' },
      ],
    });
    expect(viewOfChange('', 'x'.repeat(90))).toEqual({
      kind: 'lines',
      lines: [{ mark: 'added', text: 'x'.repeat(90) }],
    });
    expect(viewOfChange('a\nb', null)).toMatchObject({ lines: [{ mark: 'removed' }, { mark: 'removed' }] });
  });
});

it('has words for any value', () => {
  expect([wordsOf(false), wordsOf(0), wordsOf([]), wordsOf({ name: 'N' }), wordsOf(['a', 'b'])]).toEqual([
    'false',
    '0',
    undefined,
    'N',
    'a, b',
  ]);
});

it.each([
  ['tasks.0.name', 'tasks.name', 1],
  ['tasks[2].name', 'tasks.name', 3],
  ['/tasks/1', 'tasks', 2],
  ['personality.tone', 'personality.tone', undefined],
])('reads the path %s', (path, key, position) => {
  expect(pathWords(path)).toEqual({ key, position });
});
