import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countPlaywright, countProofs, countsOf, countVitest, summaryLine } from './summary.ts';

const vitestReport = {
  numPassedTests: 4,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  numFailedTestSuites: 2,
  testResults: [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{}] },
  ],
};

test('a test file that does not load is a failure', () => {
  expect(countVitest(vitestReport)).toEqual({ passed: 4, failed: 2, skipped: 3 });
});

test('a browser test that passed when tried again counts as passed', () => {
  const stats = { expected: 5, unexpected: 0, flaky: 1, skipped: 0 };
  expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 6, failed: 0, skipped: 0 });
});

test('a proof with a failure is one failure, and one that was left out is skipped', () => {
  const reports = [{ failures: [] }, { failures: ['lost', 'lost again'] }];
  expect(countProofs({ reports, leftOut: ['C30'] })).toEqual({ passed: 1, failed: 1, skipped: 1 });
});

test('an error outside of tests is a failure', () => {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  expect(countPlaywright({ stats, errors: [{}] }).failed).toBe(1);
});

test('a runner that fails without naming a failure is one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'summary-'));
  try {
    const file = join(folder, 'report.json');
    expect(countsOf(file, 1, countVitest).failed).toBe(1);
    writeFileSync(file, JSON.stringify({ stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 } }));
    expect(countsOf(file, 0, countPlaywright)).toEqual({ passed: 2, failed: 0, skipped: 0 });
    expect(countsOf(file, 1, countPlaywright)).toEqual({ passed: 2, failed: 1, skipped: 0 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the last line sums the suites and names skipped tests only when there are any', () => {
  expect(summaryLine([{ passed: 2, failed: 0, skipped: 0 }])).toBe('2 passed, 0 failed');
  const suites = [
    { passed: 2, failed: 1, skipped: 0 },
    { passed: 3, failed: 0, skipped: 2 },
  ];
  expect(summaryLine(suites)).toBe('5 passed, 1 failed, 2 skipped');
});
