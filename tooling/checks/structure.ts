import { readFileSync } from 'node:fs';
import { inRoot } from '../lib/root.ts';
import { type Finding, isMain, report } from './finding.ts';
import { functionLengths, lineCount, quantile } from './measure.ts';
import { trackedFiles } from './sources.ts';

const longestPage = 30;
const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file);
const isSupport = (file: string) =>
  /(^|\/)(testing|fixtures|templates|generated)\/|^(e2e|bench|tooling)\/|\.d\.ts$/.test(file);
const isList = (file: string) => /\.tables\.ts$|^packages\/contracts\//.test(file);

/** A room without data of its own says "no tables" in its README, and needs no repository. */
function roomFindings(files: readonly string[], read: (file: string) => string): Finding[] {
  const place = /^apps\/server\/src\/modules\/([^/]+)\//;
  const rooms = new Set(files.flatMap((file) => place.exec(file)?.[0] ?? []));
  return [...rooms].flatMap((room) => {
    const own = files.filter((file) => file.startsWith(room)).map((file) => file.slice(room.length));
    const findings: Finding[] = [];
    const add = (message: string) => findings.push({ file: room, message });
    if (!own.includes('index.ts')) add('has no door (index.ts)');
    const page = own.includes('README.md') ? read(`${room}README.md`) : undefined;
    if (page === undefined) add('has no README.md');
    else if (lineCount(page) > longestPage) add(`has a README.md of more than ${longestPage} lines`);
    const holdsNoData = /no tables/i.test(page ?? '');
    if (!holdsNoData && !own.some((file) => file.endsWith('.repository.ts'))) {
      add('has no *.repository.ts and does not say "no tables" in its README.md');
    }
    if (!own.some(isTest)) add('has no test');
    return findings;
  });
}

function pluginFindings(files: readonly string[]): Finding[] {
  const folders = new Set(files.flatMap((file) => /^plugins\/[^/]+\/[^/]+\//.exec(file)?.[0] ?? []));
  return [...folders].flatMap((folder) => {
    const kind = folder.split('/').slice(0, 2).join('/');
    if (folder === `${kind}/shared/` || folder === `${kind}/fixtures/`) return [];
    const own = files.filter((file) => file.startsWith(folder));
    const findings: Finding[] = [];
    if (!own.includes(`${folder}index.ts`)) findings.push({ file: folder, message: 'has no index.ts' });
    if (!own.some(isTest)) findings.push({ file: folder, message: 'has no test' });
    return findings;
  });
}

/**
 * Verbs that no test calls: neither a test beside the file, nor one of the server that names its endpoint
 * (tests call endpoints over HTTP, so a file of several verbs needs every one of them named).
 */
function untestedVerbs(files: readonly string[], read: (file: string) => string): Finding[] {
  const tests = files.filter((file) => isTest(file) && /^(apps\/server|e2e\/api)\//.test(file));
  const words = new Set(tests.flatMap((file) => read(file).match(/\b[a-z]\w+/g) ?? []));
  const verbs = files.filter((file) => file.startsWith('apps/server/src/modules/') && !isTest(file));
  return verbs.flatMap((file) => {
    const endpoints = [...read(file).matchAll(/\b(?:verb|streamVerb|preparedVerb)\(\s*(\w+)/g)].flatMap(
      ([, name]) => name ?? [],
    );
    if (tests.includes(file.replace(/\.ts$/, '.test.ts'))) return [];
    return endpoints
      .filter((name) => !words.has(name))
      .map((name) => ({ file, message: `has no test: none beside it, and none that calls ${name}` }));
  });
}

/** What the layout asks of rooms, plug-ins and verbs. `read` gives the text of a file. */
export function structureFindings(files: readonly string[], read: (file: string) => string): Finding[] {
  const names = files.filter((file) => /\.tsx?$/.test(file) && !/^[a-z0-9.-]+$/.test(file.split('/').at(-1) ?? ''));
  return [
    ...roomFindings(files, read),
    ...pluginFindings(files),
    ...untestedVerbs(files, read),
    ...names.map((file) => ({ file, message: 'is not named in kebab-case' })),
  ];
}

interface Sizes {
  findings: Finding[];
  summary: string;
}

/** Lengths against the budgets: files median 80, 95 % 260, none over 400 (tests 500); functions 95 % 60. */
export function sizeFindings(files: readonly string[], read: (file: string) => string): Sizes {
  const sources = files.filter((file) => /\.tsx?$/.test(file));
  const over = sources.filter((file) => !isList(file) && lineCount(read(file)) > (isTest(file) ? 500 : 400));
  const product = sources.filter((file) => !isTest(file) && !isSupport(file) && !isList(file));
  const lengths = product.map((file) => lineCount(read(file)));
  const functions = product.flatMap((file) => functionLengths(file, read(file)).map(({ lines }) => lines));
  const budgets = [
    { what: 'file median', is: quantile(lengths, 0.5), most: 80 },
    { what: 'file 95 %', is: quantile(lengths, 0.95), most: 260 },
    { what: 'function 95 %', is: quantile(functions, 0.95), most: 60 },
  ];
  const exceeded = budgets.filter(({ is, most }) => is > most);
  return {
    findings: [
      ...over.map((file) => ({ file, message: `has ${lineCount(read(file))} lines` })),
      ...exceeded.map(({ what, is, most }) => ({
        file: 'all sources',
        message: `${what} is ${is}, more than ${most}`,
      })),
    ],
    summary: `${product.length} files, ${budgets.map(({ what, is, most }) => `${what} ${is}/${most}`).join(', ')}`,
  };
}

if (isMain(import.meta.url)) {
  const texts = new Map<string, string>();
  const read = (file: string) => {
    const text = texts.get(file) ?? readFileSync(inRoot(file), 'utf8');
    texts.set(file, text);
    return text;
  };
  const files = trackedFiles('apps', 'packages', 'plugins', 'e2e', 'bench', 'tooling').filter(
    (file) => !file.startsWith('tooling/templates/'),
  );
  const sizes = sizeFindings(files, read);
  report('structure', [...structureFindings(files, read), ...sizes.findings], sizes.summary);
}
