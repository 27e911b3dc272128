import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { capture, captureOrThrow } from '../lib/processes.ts';
import { inRoot } from '../lib/root.ts';
import { sourceLine } from './apt-sources.ts';
import { installPackages, whyNoPackages } from './packages.ts';

const version = '0.8.0';
const suite = 'trixie';
const sha256 = '867a2c328d4928a5a9d6f052cd3bc78c7d60228a9b914ad32aa3db88e9de27b0';

/** Makes `create extension vector` work: Debian's own package where there is one, else built from Debian's source. */
export async function ensureVectorExtension(bin: string): Promise<void> {
  const major = /postgresql\/(\d+)\//.exec(bin)?.[1] ?? '';
  if (existsSync(`/usr/share/postgresql/${major}/extension/vector.control`)) return;
  const reason = whyNoPackages();
  if (reason) throw new Error(`pgvector is missing and ${reason}`);
  if ((await capture('apt-cache', ['show', `postgresql-${major}-pgvector`])).code === 0) {
    await installPackages([`postgresql-${major}-pgvector`]);
    return;
  }
  await installPackages([`postgresql-server-dev-${major}`, 'build-essential']);
  await buildFromSource(await downloadSource(), join(bin, 'pg_config'));
}

/** A private apt configuration, so the lists of the machine stay as they are. */
async function downloadSource(): Promise<string> {
  const folder = inRoot('.cache/services/pgvector');
  rmSync(folder, { recursive: true, force: true });
  for (const part of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(folder, part), { recursive: true });
  const list = join(folder, 'sources.list');
  const files = ['/etc/apt/sources.list', ...globSync('/etc/apt/sources.list.d/*.{list,sources}')].filter(existsSync);
  const line = sourceLine(
    files.map((path) => ({ path, text: readFileSync(path, 'utf8') })),
    suite,
  );
  if (!line) throw new Error('pgvector cannot be built: no Debian archive is configured in /etc/apt');
  writeFileSync(list, `${line}\n`);
  const settings = {
    'Dir::Etc::SourceList': list,
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State::Lists': join(folder, 'lists'),
    'Dir::Cache': join(folder, 'cache'),
    'APT::Sandbox::User': 'root',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  console.log(`building pgvector ${version} from Debian's source package …`);
  await captureOrThrow('apt-get', [...options, 'update', '-qq'], { cwd: folder });
  await captureOrThrow('apt-get', [...options, 'source', '-qq', '--download-only', `pgvector=${version}-1`], {
    cwd: folder,
  });
  return join(folder, `pgvector_${version}.orig.tar.gz`);
}

async function buildFromSource(archive: string, configProgram: string): Promise<void> {
  const found = createHash('sha256').update(readFileSync(archive)).digest('hex');
  if (found !== sha256) throw new Error(`the source of pgvector is not the expected one (sha256 ${found})`);
  const folder = dirname(archive);
  await captureOrThrow('tar', ['-xzf', archive], { cwd: folder });
  const source = join(folder, `pgvector-${version}`);
  const settings = [`PG_CONFIG=${configProgram}`, 'OPTFLAGS='];
  await captureOrThrow('make', ['-j2', ...settings], { cwd: source });
  await captureOrThrow('make', ['install', ...settings], { cwd: source });
}
