/** `npm run bench`: a message through AgentForge, against what any such server costs at least, on this machine, now. */
import { cpus } from 'node:os';
import { messageOf } from '@agentforge/kernel/errors';
import { startServices } from '../tooling/services/services.ts';
import { pinSelf } from './lib/child.ts';
import { type Footprint, firstPageBytes, measureFootprint } from './lib/extras.ts';
import { type Bench, type Figure, measureDatabase } from './lib/measure.ts';
import { type BenchOptions, help, readOptions } from './lib/options.ts';
import { printReport, type Report } from './lib/print.ts';
import { startModels } from './lib/surroundings.ts';

async function postgresUrl(options: BenchOptions): Promise<string> {
  if (!options.databases.includes('postgresql')) return '';
  const given = process.env['AGENTFORGE_TEST_DATABASE_URL'] ?? '';
  if (given !== '') return given;
  const { environment, missing } = await startServices({ ldap: false });
  const url = environment['AGENTFORGE_TEST_DATABASE_URL'];
  if (!url) throw new Error(`PostgreSQL is not available: ${missing['postgres'] ?? 'npm run services says why'}`);
  return url;
}

async function bench(options: BenchOptions): Promise<Report> {
  const cores = cpus().length;
  const serverUrl = await postgresUrl(options);
  // Load and models share the first core, the server under test has the second for itself.
  pinSelf(0);
  const models = await startModels(0);
  const setup: Bench = {
    options,
    models,
    serverUrl,
    serverCore: Math.min(1, cores - 1),
    say: (line) => process.stderr.write(`${line}\n`),
  };
  const figures: Figure[] = [];
  const footprints: Footprint[] = [];
  try {
    for (const database of options.databases) {
      figures.push(...(await measureDatabase(setup, database)));
      if (options.memoryMessages > 0 && options.subjects.includes('agentforge')) {
        footprints.push(await measureFootprint(setup, database));
      }
    }
  } finally {
    await models.child.stop();
  }
  return { node: process.versions.node, cores, figures, footprints, firstPageBytes: firstPageBytes() };
}

const options = readOptions(process.argv.slice(2));
if (options.help) process.stdout.write(help);
else {
  try {
    const report = await bench(options);
    process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : printReport(report));
  } catch (error) {
    process.stderr.write(`The bench could not go on: ${messageOf(error)}\n`);
    process.exitCode = 1;
  }
}
