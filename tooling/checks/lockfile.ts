import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { inRoot } from '../lib/root.ts';
import { type Finding, isMain, report } from './finding.ts';

const entrySchema = z.looseObject({
  version: z.string().optional(),
  link: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.looseObject({ packages: z.record(z.string(), entrySchema) });
type Packages = z.output<typeof lockSchema>['packages'];

interface Missing {
  parent: string;
  name: string;
  range: string;
}

function isResolved(packages: Packages, parent: string, name: string): boolean {
  let folder = parent;
  while (true) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (folder === '') return false;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')));
  }
}

/**
 * Optional packages a lockfile forgot, as happens when it is written where a registry does not offer every platform.
 * `npm ci` refuses such a lockfile on every machine.
 */
export function missingOptional(packages: Packages): Missing[] {
  return Object.entries(packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isResolved(packages, parent, name))
      .map(([name, range]) => ({ parent, name, range })),
  );
}

const systems = ['linux', 'darwin', 'win32', 'android', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony'];
const processors = ['x64', 'arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32'];

/** What a platform package's name says about where it runs: `@biomejs/cli-linux-x64-musl`. */
export function platformOf(name: string): { os?: string[]; cpu?: string[]; libc?: string[] } {
  const words = name.split(/[/\-_.]/);
  const os = systems.find((system) => words.includes(system));
  const cpu =
    processors.find((processor) => words.includes(processor)) ?? (words.includes('gnueabihf') ? 'arm' : undefined);
  const has = (start: string) => words.some((word) => word.startsWith(start));
  const libc = has('musl') ? 'musl' : has('gnu') ? 'glibc' : undefined;
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }) };
}

function completed(packages: Packages): Packages {
  const added = missingOptional(packages).map(({ name, range }) => {
    const version = range.replace(/^[\^~]/, '');
    return [`node_modules/${name}`, { version, optional: true, ...platformOf(name) }] as const;
  });
  const all: Packages = { ...packages, ...Object.fromEntries(added) };
  return Object.fromEntries(Object.entries(all).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Finds what `npm ci` would refuse; with `fix` writes it into package-lock.json. */
export function checkLockfile(fix: boolean): Finding[] {
  const file = inRoot('package-lock.json');
  const lock = lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const missing = missingOptional(lock.packages);
  if (fix && missing.length > 0) {
    writeFileSync(file, `${JSON.stringify({ ...lock, packages: completed(lock.packages) }, null, 2)}\n`);
    return [];
  }
  const hint = 'run node tooling/checks/lockfile.ts --fix';
  return missing.map(({ parent, name }) => ({
    file: 'package-lock.json',
    message: `${parent} needs ${name}: ${hint}`,
  }));
}

if (isMain(import.meta.url)) report('lockfile', checkLockfile(process.argv.includes('--fix')));
