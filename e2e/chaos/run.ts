import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type BreakName, breaks, isBreakName } from './breaks/breaks.ts';
import { proofs } from './catalogue.ts';
import { bound, type Proof, type ProofReport } from './proof.ts';
import { type RunSettings, runProofs } from './run-proofs.ts';
import { proofTable } from './table.ts';

const usage = `npm run chaos -- [options]: scripted proofs of what must hold
  --only C01,C04     these proofs
  --short            as few trials as continuous integration makes
  --trials N         that many trials
  --seed N           the same random moments again
  --broken [name]    with a mechanism off (default: the first of each proof): the proof has to turn red
  --prove            each proof with each of its mechanisms off; fails when one stays green
  --list             proofs and what switches them off
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    broken: { type: 'boolean', default: false },
    prove: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    child: { type: 'boolean', default: false },
    only: { type: 'string' },
    trials: { type: 'string' },
    seed: { type: 'string' },
    report: { type: 'string' },
  },
});

if (values.help) console.log(usage);
else if (values.list) console.log(proofTable(proofs).join('\n'));
else process.exitCode = await main();

async function main(): Promise<number> {
  const databaseUrl = await postgres();
  const wanted = proofs.filter(({ id }) => values.only === undefined || values.only.split(',').includes(id));
  if (wanted.length === 0) throw new Error(`There is no proof ${values.only}. --list shows them.`);
  const possible = wanted.filter((proof) => databaseUrl !== null || !proof.needsPostgres);
  const leftOut = wanted.filter((proof) => !possible.includes(proof)).map(({ id }) => id);
  const settings: RunSettings = {
    trials: values.trials === undefined ? null : Number(values.trials),
    seed: Number(values.seed ?? Math.floor(Date.now() % 2_147_483_647)),
    form: values.short ? 'short' : 'full',
    broken: null,
    databaseUrl,
    isChild: values.child,
  };
  const reports = values.prove
    ? await prove(possible, settings)
    : values.broken
      ? await runBroken(possible, settings)
      : await runProofs(possible, settings, print);
  if (leftOut.length > 0)
    console.log(`PostgreSQL is not started (npm run services): ${leftOut.join(', ')} were left out.`);
  if (values.report !== undefined) await writeFile(values.report, JSON.stringify({ reports, leftOut }));
  return reports.some((report) => report.failures.length > 0) ? 1 : 0;
}

async function runBroken(wanted: readonly Proof[], settings: RunSettings): Promise<ProofReport[]> {
  const [named] = positionals;
  if (named !== undefined && !isBreakName(named))
    throw new Error(`There is no break ${named}. There are: ${Object.keys(breaks).join(', ')}.`);
  const reports: ProofReport[] = [];
  for (const proof of wanted) {
    const broken: BreakName = named ?? proof.breaks[0];
    console.log(`${proof.id} with ${broken}:`);
    reports.push(...(await runProofs([proof], { ...settings, broken }, print)));
  }
  return reports;
}

/** A proof that stays green without what it stands on proves nothing: that is a failure here. */
async function prove(wanted: readonly Proof[], settings: RunSettings): Promise<ProofReport[]> {
  const reports: ProofReport[] = [];
  for (const proof of wanted) {
    for (const broken of proof.breaks) {
      const found = await runProofs([proof], { ...settings, broken }, () => undefined);
      const [report] = found;
      const red = report !== undefined && report.failures.length > 0 && report.evidence !== 0;
      console.log(`${proof.id} with ${broken}: ${red ? `red. ${report.failures[0]}` : 'STAYED GREEN, or saw nothing'}`);
      const failures = red ? [] : [`it stayed green with ${broken}`];
      if (report) reports.push({ ...report, failures });
    }
  }
  return reports;
}

async function postgres(): Promise<string | null> {
  const given = process.env['AGENTFORGE_TEST_DATABASE_URL'];
  if (given !== undefined) return given === '' ? null : given;
  return readFile(new URL('../../.cache/services/env.json', import.meta.url), 'utf8').then(
    (text) => String(JSON.parse(text)['AGENTFORGE_TEST_DATABASE_URL'] ?? '') || null,
    () => null,
  );
}

function print(report: ProofReport): void {
  const verdict =
    report.failures.length === 0
      ? `held in ${report.trials} trials (failure rate ≤ ${bound(report.trials)}, 95 % confidence)`
      : `BROKEN: ${report.failures.length} failures in ${report.trials} trials`;
  console.log(`${report.id}  ${verdict}  seed ${report.seed}\n      ${report.promise}`);
  for (const [name, value] of Object.entries(report.figures)) console.log(`      ${name}: ${value}`);
  for (const failure of report.failures.slice(0, 10)) console.log(`      ✗ ${failure}`);
}
