/**
 * `npm run bench -- first-page [rounds]`: what Lighthouse measures on the first pages a person sees, in Debian's
 * Chromium on this machine: first contentful paint and largest contentful paint (ms, median), bytes of script.
 */
import { messageOf } from '@agentforge/kernel/errors';
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { startAgentForge } from './agentforge.ts';
import { firstPageBytes } from './lib/extras.ts';
import { median } from './lib/load.ts';
import { makePlace, startModels } from './lib/surroundings.ts';

const rounds = Number(process.argv[2] ?? 3);
const pages = ['/login', '/setup'];

interface Paint {
  first: number;
  largest: number;
  score: number;
}

async function paintOf(url: string, port: number): Promise<Paint> {
  const result = await lighthouse(url, { port, onlyCategories: ['performance'], logLevel: 'error' }, desktopConfig);
  const audits = result?.lhr.audits ?? {};
  return {
    first: audits['first-contentful-paint']?.numericValue ?? Number.NaN,
    largest: audits['largest-contentful-paint']?.numericValue ?? Number.NaN,
    score: (result?.lhr.categories['performance']?.score ?? 0) * 100,
  };
}

async function measure(): Promise<void> {
  const models = await startModels(0);
  const place = await makePlace('pglite', '');
  const server = await startAgentForge(place, models, 1);
  const chrome = await launch({
    chromePath: process.env['AGENTFORGE_CHROMIUM'] ?? '/usr/bin/chromium',
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    for (const page of pages) {
      const paints: Paint[] = [];
      for (let round = 0; round < rounds; round += 1) paints.push(await paintOf(`${server.url}${page}`, chrome.port));
      const of = (read: (paint: Paint) => number) => median(paints.map(read)).toFixed(0);
      const line = `first paint ${of(({ first }) => first)} ms (≤ 1500), largest ${of(({ largest }) => largest)} ms`;
      console.log(`${page.padEnd(8)} ${line}, score ${of(({ score }) => score)}`);
    }
    console.log(`scripts of the first page: ${((firstPageBytes() ?? 0) / 1000).toFixed(0)} kB gzip (≤ 200)`);
  } finally {
    chrome.kill();
    await server.child.stop();
    await models.child.stop();
    await place.remove();
  }
}

try {
  await measure();
} catch (error) {
  console.error(`The pages could not be measured: ${messageOf(error)}`);
  process.exitCode = 1;
}
