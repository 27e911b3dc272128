import { existsSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { messageOf } from '@agentforge/kernel/errors';
import { runNode } from '../lib/processes.ts';
import { inRoot, root } from '../lib/root.ts';
import { requireProgram } from '../services/packages.ts';
import { type StartedServices, startServices } from '../services/services.ts';
import { type Counts, countPlaywright, countProofs, countsOf, countVitest, summaryLine } from './summary.ts';

interface Suite {
  counts: Counts;
  code: number;
}

const reports = inRoot('.cache/test');

async function vitest(filters: readonly string[], environment: Record<string, string>): Promise<Suite> {
  const report = `${reports}/vitest.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = [inRoot('node_modules/vitest/vitest.mjs'), 'run', '--passWithNoTests', ...reporters, ...filters];
  const code = await runNode(args, environment);
  return { code, counts: countsOf(report, code, countVitest) };
}

async function playwright(environment: Record<string, string>): Promise<Suite> {
  const report = `${reports}/playwright.json`;
  const config = ['e2e/playwright.config.ts', 'e2e/web/playwright.config.ts'].find((file) => existsSync(inRoot(file)));
  const args = ['test', '--reporter=list,json', ...(config ? [`--config=${inRoot(config)}`] : [inRoot('e2e/web')])];
  const code = await runNode([inRoot('node_modules/@playwright/test/cli.js'), ...args], {
    ...environment,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return { code, counts: countsOf(report, code, countPlaywright) };
}

/** The short forms of the scripted proofs, against the bundle that was just built. */
async function proofs(environment: Record<string, string>): Promise<Suite> {
  const report = `${reports}/proofs.json`;
  const args = [inRoot('e2e/chaos/run.ts'), '--short', '--report', report];
  const code = await runNode(args, { ...environment, AGENTFORGE_CHAOS_BUNDLE: '1' });
  return { code, counts: countsOf(report, code, countProofs) };
}

function hasBrowserSpecs(): boolean {
  return globSync('e2e/web/**/*.spec.ts', { cwd: root }).length > 0;
}

/** Path of a Chromium, installed when it is missing and may be. */
function chromium(): Promise<string> {
  const configured = process.env.AGENTFORGE_CHROMIUM;
  return requireProgram('chromium', ['chromium'], ...(configured ? [configured] : []), '/usr/bin/chromium');
}

async function browserSuite(environment: Record<string, string>, notes: string[]): Promise<Suite | undefined> {
  if (!hasBrowserSpecs()) return undefined;
  try {
    return await playwright({ ...environment, AGENTFORGE_CHROMIUM: await chromium() });
  } catch (error) {
    notes.push(`browser suite (e2e/web) skipped: ${messageOf(error)}`);
    return undefined;
  }
}

function explainMissing(missing: StartedServices['missing']): string[] {
  return Object.entries(missing).map(([name, reason]) => `tests on ${name} skipped: ${reason}`);
}

/** Runs everything; with filters only the matching vitest files. Ends with one plain line of sums; returns the exit code. */
export async function testAll(filters: readonly string[]): Promise<number> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const { environment, missing } = await startServices({ ldap: false });
  const notes = explainMissing(missing);
  const built = await runNode([inRoot('tooling/run/build.mjs'), '--stale'], {});
  const suites: Suite[] = [{ code: built, counts: { passed: 0, failed: built === 0 ? 0 : 1, skipped: 0 } }];
  suites.push(await vitest(filters, environment));
  if (filters.length === 0) {
    if (built === 0) suites.push(await proofs(environment));
    const browser = await browserSuite(environment, notes);
    if (browser) suites.push(browser);
  }
  if (built !== 0) notes.push('the build failed; it counts as one failure');
  for (const note of notes) console.log(note);
  console.log(summaryLine(suites.map(({ counts }) => counts)));
  return suites.every(({ code, counts }) => code === 0 && counts.failed === 0) ? 0 : 1;
}
