import { readFileSync } from 'node:fs';
import { inRoot } from '../lib/root.ts';
import { type Finding, isMain, report } from './finding.ts';
import { trackedFiles } from './sources.ts';

const allowed =
  /^packages\/db\/|\.(repository|tables)(\.test)?\.ts$|drizzle\.config\.ts$|\/testing\/|^(e2e|bench|tooling)\//;
const drivers = /^import (?!type\b)[^;]*?from '(drizzle-orm(?:\/[^']*)?|pg|@electric-sql\/pglite(?:\/[^']*)?)'/gm;

/** Imports of a database library in files that are neither repositories nor tables. */
export function sqlFindings(file: string, text: string): Finding[] {
  if (allowed.test(file)) return [];
  return [...text.matchAll(drivers)].map((match) => ({
    file,
    line: text.slice(0, match.index).split('\n').length,
    message: `imports ${match[1]}: SQL belongs into a *.repository.ts, tables into a *.tables.ts`,
  }));
}

if (isMain(import.meta.url)) {
  const files = trackedFiles('*.ts', '*.tsx');
  report(
    'sql',
    files.flatMap((file) => sqlFindings(file, readFileSync(inRoot(file), 'utf8'))),
    `${files.length} files`,
  );
}
