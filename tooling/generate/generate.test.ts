import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, expect, test, vi } from 'vitest';
import { structureFindings } from '../checks/structure.ts';
import { generate, writeSkeleton } from './generate.ts';

const target = mkdtempSync(join(tmpdir(), 'skeleton-'));
afterAll(() => rmSync(target, { recursive: true }));

test.each(['room', 'tool', 'provider'] as const)(
  'a new %s parses, holds no marks and has the asked structure',
  (kind) => {
    const files = writeSkeleton(kind, `sample-${kind}`, target);
    const read = (file: string) => readFileSync(join(target, file), 'utf8');
    for (const file of files) {
      expect(`${file} ${read(file)}`).not.toMatch(/__[A-Za-z]+__/);
      if (!file.endsWith('.ts')) continue;
      const { diagnostics } = ts.transpileModule(read(file), { fileName: file, reportDiagnostics: true });
      expect(diagnostics).toEqual([]);
    }
    expect(structureFindings(files, read)).toEqual([]);
    expect(files.some((file) => file.endsWith('.test.ts'))).toBe(true);
  },
);

test('what is there is never overwritten', () => {
  writeSkeleton('tool', 'twice', target);
  expect(() => writeSkeleton('tool', 'twice', target)).toThrow('nothing was written');
});

test.each([[['castle', 'a']], [['tool', 'Bad Name']], [['tool']]])('%j is refused', (args) => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(generate(args, target)).toBe(2);
  expect(error).toHaveBeenCalledOnce();
  error.mockRestore();
});
