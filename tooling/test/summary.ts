import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number().default(0),
  numFailedTestSuites: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()).default([]),
});

const proofReport = z.object({
  reports: z.array(z.object({ failures: z.array(z.string()) })),
  leftOut: z.array(z.string()),
});

/** Counts of vitest's json reporter. A file that failed before its first test counts as one failure. */
export function countVitest(report: unknown): Counts {
  const parsed = vitestReport.parse(report);
  const unloaded = parsed.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: parsed.numPassedTests,
    failed: parsed.numFailedTests + unloaded.length,
    skipped: parsed.numPendingTests + parsed.numTodoTests,
  };
}

/** Counts of Playwright's json reporter. CI tries again: a test that passed then counts as passed; the list names it as flaky. */
export function countPlaywright(report: unknown): Counts {
  const { stats, errors } = playwrightReport.parse(report);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (stats.unexpected === 0 ? errors.length : 0),
    skipped: stats.skipped,
  };
}

/** Counts of the proofs of `e2e/chaos`; those left out for want of a service are skipped. */
export function countProofs(report: unknown): Counts {
  const { reports, leftOut } = proofReport.parse(report);
  const failed = reports.filter(({ failures }) => failures.length > 0).length;
  return { passed: reports.length - failed, failed, skipped: leftOut.length };
}

/** Counts from a reporter's file. A runner that failed without naming a failure, or without a report, failed once. */
export function countsOf(file: string, exitCode: number, count: (report: unknown) => Counts): Counts {
  const counts = existsSync(file)
    ? count(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** `12 passed, 0 failed, 3 skipped`. */
export function summaryLine(suites: readonly Counts[]): string {
  const sum = (key: keyof Counts) => suites.reduce((total, counts) => total + counts[key], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
