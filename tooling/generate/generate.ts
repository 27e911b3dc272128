import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from '../lib/root.ts';

const kinds = {
  room: {
    place: 'apps/server/src/modules',
    next: [
      'add its endpoints to packages/contracts/src/registry.ts',
      'write its table into a migration of apps/server/migrations',
      'create it in apps/server/src/composition',
    ],
  },
  tool: { place: 'plugins/tools', next: ['add it to the list of tools in apps/server/src/composition'] },
  provider: { place: 'plugins/providers', next: ['add it to the list of providers in apps/server/src/composition'] },
} as const;

export type Kind = keyof typeof kinds;

function isKind(value: string): value is Kind {
  return value in kinds;
}

function spellings(name: string): Record<string, string> {
  const words = name.split('-');
  const upper = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const pascal = words.map(upper).join('');
  return {
    __name__: name,
    __Pascal__: pascal,
    __camel__: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    __snake__: words.join('_'),
    __SNAKE__: words.join('_').toUpperCase(),
    __title__: words.join(' '),
    __Title__: upper(words.join(' ')),
  };
}

function fill(text: string, values: Record<string, string>): string {
  return Object.entries(values).reduce((filled, [mark, value]) => filled.replaceAll(mark, value), text);
}

/** Writes the skeleton of a room or plug-in under `target`. Returns the files, relative; throws when one exists. */
export function writeSkeleton(kind: Kind, name: string, target: string): string[] {
  const values = spellings(name);
  const folder = inRoot('tooling/templates', kind);
  const files = globSync('**/*.template', { cwd: folder }).map((template) => ({
    path: fill(template, values).replace(/\.template$/, ''),
    text: fill(readFileSync(join(folder, template), 'utf8'), values),
  }));
  const taken = files.find(({ path }) => existsSync(join(target, path)));
  if (taken) throw new Error(`${taken.path} is there already; nothing was written.`);
  for (const { path, text } of files) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), text);
  }
  return files.map(({ path }) => path).sort();
}

/** Where lines break and how imports sort depends on the name. */
function format(files: readonly string[], target: string): void {
  const biome = inRoot('node_modules/@biomejs/biome/bin/biome');
  spawnSync(process.execPath, [biome, 'check', '--write', ...files], { cwd: target, stdio: 'ignore' });
}

/** `npm run new <kind> <name>`. Returns the exit code. */
export function generate([kind = '', name = '']: readonly string[], target: string): number {
  if (!isKind(kind) || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    console.error(`Say what and how it is called in kebab-case: npm run new ${Object.keys(kinds).join('|')} my-name`);
    return 2;
  }
  try {
    const files = writeSkeleton(kind, name, target);
    format(files, target);
    for (const file of files) console.log(`wrote ${file}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
  console.log(`Next: run npx vitest run ${kinds[kind].place}/${name}`);
  for (const step of kinds[kind].next) console.log(`Then: ${step}`);
  return 0;
}
