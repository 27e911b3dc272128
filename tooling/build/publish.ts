import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const day = 24 * 60 * 60 * 1000;

function filesIn(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/**
 * Puts a finished build in the place of the last one. A server or a browser that still runs the last one loads its
 * parts on demand (their names carry a hash): they stay for a day. `entry` is copied last, for it names the others.
 */
export function publish(built: string, place: string, entry: string): void {
  const inPlace = (file: string) => join(place, file.slice(built.length));
  const files = filesIn(built).toSorted((one, other) => Number(one.endsWith(entry)) - Number(other.endsWith(entry)));
  const current = new Set(files.map(inPlace));
  for (const file of files) {
    mkdirSync(dirname(inPlace(file)), { recursive: true });
    cpSync(file, inPlace(file));
  }
  for (const file of filesIn(place)) {
    if (!current.has(file) && Date.now() - statSync(file).mtimeMs > day) rmSync(file);
  }
  rmSync(built, { recursive: true });
}
