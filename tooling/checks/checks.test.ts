import { expect, test } from 'vitest';
import { documentFindings, namedPaths } from './documents.ts';
import { sqlFindings } from './sql.ts';

test('a database library outside of a repository is found with its line', () => {
  const text = "import { z } from 'zod';\nimport {\n  eq,\n} from 'drizzle-orm';\n";
  expect(sqlFindings('apps/server/src/modules/chat/send-message.ts', text)).toMatchObject([{ line: 2 }]);
  expect(sqlFindings('apps/server/src/modules/chat/chat.repository.ts', text)).toEqual([]);
  expect(sqlFindings('apps/server/src/modules/chat/x.ts', "import type { SQL } from 'drizzle-orm';")).toEqual([]);
});

test('links count from their page, code spans from the checkout, code blocks not at all', () => {
  const text =
    'See [this](../adr/0001.md#why).\n\n```\n[x](nope.md)\n```\n`packages/kernel/src/clock.ts` [out](https://x.example)';
  expect(namedPaths('docs/how-to/a.md', text)).toEqual([
    { path: 'docs/adr/0001.md', line: 1 },
    { path: 'packages/kernel/src/clock.ts', line: 6 },
  ]);
});

test('a path that does not exist is a finding', () => {
  const text = '`packages/kernel/src/clock.ts` and `packages/kernel/src/clocks.ts`';
  expect(documentFindings('README.md', text)).toEqual([
    { file: 'README.md', line: 1, message: 'names packages/kernel/src/clocks.ts, which does not exist' },
  ]);
});
