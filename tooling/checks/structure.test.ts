import { expect, test } from 'vitest';
import { functionLengths, quantile } from './measure.ts';
import { sizeFindings, structureFindings } from './structure.ts';

const room = 'apps/server/src/modules/notes/';

function check(files: Record<string, string>): string[] {
  return structureFindings(Object.keys(files), (file) => files[file] ?? '').map(
    ({ file, message }) => `${file} ${message}`,
  );
}

const wholeRoom: Record<string, string> = {
  [`${room}index.ts`]: '',
  [`${room}README.md`]: '# Notes\n',
  [`${room}notes.repository.ts`]: '',
  [`${room}add-note.ts`]: 'export const addNoteVerb = () => verb(addNote, {',
  [`${room}add-note.test.ts`]: '',
};

test('a whole room is accepted', () => {
  expect(check(wholeRoom)).toEqual([]);
});

test.each([
  ['index.ts', 'has no door (index.ts)'],
  ['README.md', 'has no README.md'],
  ['notes.repository.ts', 'has no *.repository.ts and does not say "no tables" in its README.md'],
  ['add-note.test.ts', 'has no test: none beside it, and none that calls addNote'],
])('a room without %s is not', (file, message) => {
  const { [`${room}${file}`]: _removed, ...rest } = { ...wholeRoom };
  expect(check(rest).join('\n')).toContain(message);
});

test('a room without data needs no repository, and a README stays short', () => {
  const { [`${room}notes.repository.ts`]: _removed, ...rest } = { ...wholeRoom };
  expect(check({ ...rest, [`${room}README.md`]: 'It has no tables.' })).toEqual([]);
  expect(check({ ...wholeRoom, [`${room}README.md`]: 'a\n'.repeat(31) })).toHaveLength(1);
});

test('a verb counts as tested where a test of the server calls its endpoint', () => {
  const { [`${room}add-note.test.ts`]: _removed, ...rest } = { ...wholeRoom };
  const asked = (text: string) => check({ ...rest, [`${room}notes.test.ts`]: text });
  expect(asked('await client.call(addNote, {})')).toEqual([]);
  expect(asked('await client.call(addNotes, {})')).toHaveLength(1);
  expect(check({ ...rest, 'apps/web/src/notes.test.ts': 'addNote' })).toContain(`${room} has no test`);
});

test('a plug-in needs a door and a test; its shared folder does not', () => {
  expect(check({ 'plugins/tools/web/fetch.ts': '', 'plugins/tools/shared/text.ts': '' })).toEqual([
    'plugins/tools/web/ has no index.ts',
    'plugins/tools/web/ has no test',
  ]);
});

test('names are kebab-case', () => {
  expect(check({ 'packages/rag/src/chunkText.ts': '' })).toEqual([
    'packages/rag/src/chunkText.ts is not named in kebab-case',
  ]);
});

test('lengths are held against the budgets', () => {
  const long = `${'x;\n'.repeat(401)}`;
  const { findings } = sizeFindings(['packages/rag/src/a.ts', 'packages/rag/src/a.test.ts'], () => long);
  expect(findings.map(({ message }) => message)).toEqual([
    'has 401 lines',
    'file median is 401, more than 80',
    'file 95 % is 401, more than 260',
  ]);
});

test('functions are measured from brace to brace', () => {
  const text =
    'const a = () => 1;\nfunction b() {\n  return 1;\n}\nclass C {\n  d() {\n    return () => {\n    };\n  }\n}';
  expect(functionLengths('a.ts', text)).toEqual([
    { line: 2, lines: 3 },
    { line: 6, lines: 4 },
    { line: 7, lines: 2 },
  ]);
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([], 0.5)).toBe(0);
});
