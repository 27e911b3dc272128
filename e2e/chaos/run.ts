import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { killWhileChatting } from './kill-while-chatting.ts';
import { bound, type Proof, type ProofReport } from './proof.ts';

const proofs: readonly Proof[] = [killWhileChatting];

/** `npm run chaos [-- --short] [--only C01] [--trials N] [--seed N] [--broken]`: scripted proofs of what must hold. */
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    broken: { type: 'boolean', default: false },
    only: { type: 'string' },
    trials: { type: 'string' },
    seed: { type: 'string' },
  },
});

const seed = Number(values.seed ?? Math.floor(Date.now() % 2_147_483_647));
const databaseUrl = await readFile(new URL('../../.cache/services/env.json', import.meta.url), 'utf8').then(
  (text) => String(JSON.parse(text)['AGENTFORGE_TEST_DATABASE_URL'] ?? '') || null,
  () => null,
);
let failed = 0;
for (const proof of proofs.filter(({ id }) => values.only === undefined || values.only.split(',').includes(id))) {
  const trials = Number(values.trials ?? (values.short ? proof.short : proof.full));
  const report = await proof.run({ trials, seed, broken: values.broken, databaseUrl: null });
  print(report);
  failed += report.failures.length > 0 ? 1 : 0;
}
if (databaseUrl === null)
  console.log('PostgreSQL is not started (npm run services): proofs with several processes were left out.');
process.exitCode = failed > 0 ? 1 : 0;

function print(report: ProofReport): void {
  const verdict =
    report.failures.length === 0
      ? `held in ${report.trials} trials (failure rate ≤ ${bound(report.trials)})`
      : 'BROKEN';
  console.log(`${report.id}  ${verdict}  seed ${report.seed}\n      ${report.promise}`);
  for (const [name, value] of Object.entries(report.figures)) console.log(`      ${name}: ${value}`);
  for (const failure of report.failures.slice(0, 10)) console.log(`      ✗ ${failure}`);
}
