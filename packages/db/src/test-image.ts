import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from './migration-files.ts';
import { type MigrateOptions, migrate } from './migrator.ts';
import { openPglite } from './pglite-database.ts';

/** Raise when the migrator or the engine changes what an image holds. */
const imageVersion = 1;

function cacheFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package-lock.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The root of the repository was not found.');
    folder = parent;
  }
  return join(folder, '.cache', 'database-images');
}

async function imageName(options: MigrateOptions | undefined): Promise<string> {
  if (options === undefined) return `empty-${imageVersion}`;
  const files = await readMigrationFiles(options.directory);
  const { directory: _directory, ...rest } = options;
  const key = JSON.stringify([imageVersion, files.map((file) => [file.name, file.sha256]), rest]);
  return createHash('sha256').update(key).digest('hex').slice(0, 24);
}

async function build(path: string, options: MigrateOptions | undefined): Promise<void> {
  const database = options === undefined ? await openPglite() : await openPglite({ image: await testImage() });
  try {
    if (options !== undefined) await migrate(database, options);
    const temporary = `${path}.${process.pid}`;
    await writeFile(temporary, await database.dump());
    await rename(temporary, path);
  } finally {
    await database.close();
  }
}

/** One process builds, the others wait; one that died is overtaken after a minute. */
async function buildOnce(path: string, options: MigrateOptions | undefined): Promise<void> {
  const marker = `${path}.building`;
  const file = await open(marker, 'wx').catch(() => undefined);
  if (file === undefined) {
    const age = await stat(marker).then(
      (found) => Date.now() - found.mtimeMs,
      () => 0,
    );
    if (age > 60_000) await rm(marker, { force: true });
    await delay(100);
    return;
  }
  try {
    await file.close();
    await build(path, options);
  } finally {
    await rm(marker, { force: true });
  }
}

/** Path of a tar file with a migrated, empty database; made once per content of the migrations. */
export async function testImage(options?: MigrateOptions): Promise<string> {
  const folder = cacheFolder();
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${await imageName(options)}.tar`);
  while (!existsSync(path)) await buildOnce(path, options);
  return path;
}
