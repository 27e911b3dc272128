import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from '../lib/root.ts';

/** Tests see the services that run; a variable set by hand wins. */
export function setup(): void {
  const file = inRoot('.cache/services/env.json');
  if (!existsSync(file)) return;
  const values: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof values !== 'object' || values === null) return;
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') process.env[name] ??= value;
  }
}
