import { describe, expect, it } from 'vitest';
import { parseTable } from './parse-table.ts';

describe('parseTable', () => {
  it('reads commas, quotes and new lines in fields', () => {
    expect(parseTable('name,note\nAda,"says ""hi"", twice"\nBo,"two\nlines"\n')).toEqual({
      headers: ['name', 'note'],
      rows: [
        ['Ada', 'says "hi", twice'],
        ['Bo', 'two\nlines'],
      ],
    });
  });

  it.each([
    ['a\tb\n1\t2', 'tabs of a spreadsheet'],
    ['a;b\r\n1;2\r\n', 'semicolons'],
  ])('%j: %s', (text) => {
    expect(parseTable(text)).toEqual({ headers: ['a', 'b'], rows: [['1', '2']] });
  });

  it('fills short rows and names columns without a name', () => {
    expect(parseTable('a,,c\n1\n\n1,2,')).toEqual({
      headers: ['a', 'Column 2', 'c'],
      rows: [
        ['1', '', ''],
        ['1', '2', ''],
      ],
    });
  });

  it('has nothing to say about nothing', () => {
    expect(parseTable('  \n')).toEqual({ headers: [], rows: [] });
  });
});
