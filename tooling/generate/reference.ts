import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Finding, isMain, report } from '../checks/finding.ts';
import { inRoot } from '../lib/root.ts';
import { configurationPage } from './reference/configuration.ts';
import { errorsPage } from './reference/errors.ts';
import { httpApiPage } from './reference/http-api.ts';
import { permissionsPage } from './reference/permissions.ts';

/** Pages that are written from the sources, by path. */
export function referencePages(): Record<string, string> {
  return {
    'docs/reference/configuration.md': configurationPage(),
    'docs/reference/errors.md': errorsPage(),
    'docs/reference/http-api.md': httpApiPage(),
    'docs/reference/permissions.md': permissionsPage(),
  };
}

/** Pages that do not say what the sources say now. `read` gives the text of a page, or null. */
export function staleFindings(pages: Record<string, string>, read: (path: string) => string | null): Finding[] {
  return Object.entries(pages)
    .filter(([path, text]) => read(path) !== text)
    .map(([file]) => ({ file, message: 'is stale; run: node tooling/generate/reference.ts' }));
}

function readPage(path: string): string | null {
  return existsSync(inRoot(path)) ? readFileSync(inRoot(path), 'utf8') : null;
}

function writePages(pages: Record<string, string>): void {
  for (const [path, text] of Object.entries(pages)) {
    mkdirSync(dirname(inRoot(path)), { recursive: true });
    writeFileSync(inRoot(path), text);
    console.log(`wrote ${path}`);
  }
}

if (isMain(import.meta.url)) {
  const pages = referencePages();
  if (process.argv.includes('--check')) {
    report('reference', staleFindings(pages, readPage), `${Object.keys(pages).length} pages`);
  } else writePages(pages);
}
