import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { inRoot } from '../lib/root.ts';
import { type Finding, isMain, report } from './finding.ts';
import { trackedFiles } from './sources.ts';

const links = /\]\(([^)\s]+?)(?:\s+"[^"]*")?\)/g;
const codePaths = /`((?:apps|packages|plugins|docs|deploy|tooling|e2e|bench)\/[\w./-]+?)`/g;

/** Paths a page names: links relative to the page, and code spans that begin with a folder of the checkout. */
export function namedPaths(file: string, text: string): { path: string; line: number }[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ''));
  const lineOf = (index: number) => prose.slice(0, index).split('\n').length;
  const linked = [...prose.matchAll(links)]
    .filter(([, target = '']) => !/^([a-z]+:|#|\/)/i.test(target))
    .map((match) => {
      const target = decodeURIComponent(match[1]?.split('#')[0] ?? '');
      return { path: normalize(join(dirname(file), target)), line: lineOf(match.index) };
    });
  const spans = [...prose.matchAll(codePaths)].map((match) => ({ path: match[1] ?? '', line: lineOf(match.index) }));
  return [...linked, ...spans];
}

function isBuilt(path: string): boolean {
  return /(^|\/)(dist|node_modules)(\/|$)/.test(path);
}

export function documentFindings(file: string, text: string): Finding[] {
  return namedPaths(file, text)
    .filter(({ path }) => !isBuilt(path) && !existsSync(inRoot(path)))
    .map(({ path, line }) => ({ file, line, message: `names ${path}, which does not exist` }));
}

if (isMain(import.meta.url)) {
  const pages = trackedFiles('*.md').filter(
    (file) => !file.startsWith('tooling/templates/') && !file.includes('/fixtures/'),
  );
  const findings = pages.flatMap((file) => documentFindings(file, readFileSync(inRoot(file), 'utf8')));
  report('documents', findings, `${pages.length} pages`);
}
