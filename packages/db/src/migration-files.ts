import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@agentforge/kernel/errors';

export interface MigrationFile {
  /** File name without `.sql`, e.g. `0001_agents`. */
  readonly name: string;
  readonly sha256: string;
  readonly statements: readonly string[];
}

const filePattern = /^(\d{4})_[a-z0-9_]+\.sql$/;

function checkNumbers(names: readonly string[]): void {
  const numbers = new Set<string>();
  for (const name of names) {
    const number = name.slice(0, 4);
    if (numbers.has(number)) {
      throw new AppError('internal', {
        detail: `Two migrations have the number ${number}. Give the newer one the next number.`,
      });
    }
    numbers.add(number);
  }
}

/** All `NNNN_name.sql` files of the folder in order, split at drizzle-kit's `--> statement-breakpoint`. */
export async function readMigrationFiles(directory: string): Promise<MigrationFile[]> {
  const names = (await readdir(directory)).filter((name) => filePattern.test(name)).sort();
  checkNumbers(names);
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(directory, name), 'utf8');
      return {
        name: name.slice(0, -'.sql'.length),
        // Line ends are evened out: a checkout on Windows is no changed migration.
        sha256: createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex'),
        statements: text
          .split('--> statement-breakpoint')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      };
    }),
  );
}
