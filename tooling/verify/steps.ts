import { existsSync } from 'node:fs';
import { inRoot } from '../lib/root.ts';

const bin = (path: string) => inRoot('node_modules', path);
const typescript = bin('typescript/bin/tsc');
const folders = ['apps', 'packages', 'plugins', 'e2e', 'bench'].filter((folder) => existsSync(inRoot(folder)));

/** Each step is a program and its arguments, run with Node; slow ones stand first so that the others fill the gaps. */
export const steps: Record<string, string[]> = {
  eslint: [
    bin('eslint/bin/eslint.js'),
    ...['--cache', '--cache-location', '.cache/eslint/', '--cache-strategy', 'content', '--max-warnings', '0', '.'],
  ],
  types: [typescript, '-p', 'tsconfig.json', '--noEmit'],
  'types-web': [typescript, '-p', 'apps/web/tsconfig.json', '--noEmit'],
  boundaries: [
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...folders],
  ],
  unused: [bin('knip/bin/knip.js'), '--no-progress'],
  skeletons: [inRoot('tooling/checks/skeletons.ts')],
  biome: [bin('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '--diagnostic-level=warn', '.'],
  structure: [inRoot('tooling/checks/structure.ts')],
  sql: [inRoot('tooling/checks/sql.ts')],
  reference: [inRoot('tooling/generate/reference.ts'), '--check'],
  documents: [inRoot('tooling/checks/documents.ts')],
  workflows: [inRoot('tooling/checks/workflows.ts')],
  lockfile: [inRoot('tooling/checks/lockfile.ts')],
};
