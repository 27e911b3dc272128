/**
 * `npm run bench -- slow-streams [streams] [seconds] [pglite|postgresql]`: many answers at one token a second through one process. Prints the
 * memory before, at most and after, the p95 of its health check meanwhile, and whether every answer came whole.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '@agentforge/kernel/errors';
import { startMockOpenAi } from '@agentforge/plugin-kit/testing/mock-openai-server';
import { startServices } from '../tooling/services/services.ts';
import { seedAgentForge, startAgentForge } from './agentforge.ts';
import type { Child } from './lib/child.ts';
import { makePlace } from './lib/surroundings.ts';

const streams = Number(process.argv[2] ?? 1000);
const seconds = Number(process.argv[3] ?? 30);
/** All are open together from then on: people do not press Enter in the same moment. */
const openingMs = 6000;
const kind = process.argv[4] === 'pglite' ? 'pglite' : 'postgresql';
const settleMs = 3000;
const probeMs = 250;

interface Target {
  url: string;
  agentId: string;
  apiKey: string;
}

/** One chat stream, read to its end. Answers how many tokens came. */
async function readStream({ url, agentId, apiKey }: Target): Promise<number> {
  const response = await fetch(`${url}/api/v1/agents/${agentId}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ message: 'Count slowly.', stream: true }),
  });
  if (!response.ok || !response.body) throw new Error(`The chat answered ${response.status}: ${await response.text()}`);
  let tokens = 0;
  let rest = '';
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    rest += decoder.decode(read.value, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    // One event may carry several tokens: the log is written in small batches.
    for (const line of lines) if (line.includes('"text-delta"')) tokens += line.match(/token\d+/g)?.length ?? 0;
  }
  return tokens;
}

async function postgresUrl(): Promise<string> {
  const given = process.env['AGENTFORGE_TEST_DATABASE_URL'] ?? '';
  if (given !== '') return given;
  const { environment, missing } = await startServices({ ldap: false });
  const url = environment['AGENTFORGE_TEST_DATABASE_URL'];
  if (!url) throw new Error(`PostgreSQL is not available: ${missing['postgres'] ?? 'npm run services says why'}`);
  return url;
}

async function probe(url: string, times: number[]): Promise<void> {
  const began = performance.now();
  const response = await fetch(`${url}/health/live`).catch(() => null);
  await response?.text();
  times.push(performance.now() - began);
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

async function measure(target: Target, { rssMb, cpuMs }: Pick<Child, 'rssMb' | 'cpuMs'>): Promise<string> {
  await readStream(target);
  await sleep(settleMs);
  const before = await rssMb();
  const times: number[] = [];
  const began = { at: performance.now(), cpu: await cpuMs() };
  let most = before;
  let done = false;
  const reading = Promise.allSettled(
    Array.from({ length: streams }, async (_, at) => {
      await sleep((at * openingMs) / streams);
      return readStream(target);
    }),
  ).finally(() => {
    done = true;
  });
  while (!done) {
    await probe(target.url, times);
    most = Math.max(most, await rssMb());
    await sleep(probeMs);
  }
  const outcomes = await reading;
  const busy = ((await cpuMs()) - began.cpu) / (performance.now() - began.at);
  await sleep(settleMs);
  const after = await rssMb();
  const whole = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value === seconds).length;
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  return [
    `${streams} streams at one token a second for ${seconds} s: ${whole} came whole`,
    `memory: ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most, ${after.toFixed(0)} MB after`,
    `        ${(((most - before) * 1024) / streams).toFixed(0)} kB a stream`,
    `CPU:    ${(busy * 100).toFixed(0)} % of a core`,
    `health: p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`,
    ...(failure?.status === 'rejected' ? [`first failure: ${messageOf(failure.reason)}`] : []),
    '',
  ].join('\n');
}

const model = await startMockOpenAi({ tokens: seconds, tokenDelayMs: 1000 });
const place = await makePlace(kind, kind === 'pglite' ? '' : await postgresUrl());
try {
  const models = { answering: model.url, calling: model.url, api: model.url };
  const server = await startAgentForge(place, models, 1);
  try {
    const { agentId, apiKey } = await seedAgentForge(server.url, models);
    process.stdout.write(await measure({ url: server.url, agentId, apiKey }, server.child));
  } finally {
    await server.child.stop();
  }
} catch (error) {
  process.stderr.write(`The bench could not go on: ${messageOf(error)}\n`);
  process.exitCode = 1;
} finally {
  await model.close();
  await place.remove();
}
