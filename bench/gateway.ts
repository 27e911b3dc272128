/**
 * `npm run bench -- gateway [answers] [rounds]`: what the way to a model costs (egress guard, provider plug-in, line, circuit,
 * retries, routing) against the loop over `doStream` of the provider's own package, on the same mock in the same run.
 */

import { systemClock } from '@agentforge/kernel/clock';
import { messageOf } from '@agentforge/kernel/errors';
import type { ModelRequest } from '@agentforge/plugin-kit/model';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { CircuitBreaker } from '../apps/server/src/modules/router/circuit-breaker.ts';
import { GuardedModel } from '../apps/server/src/modules/router/guarded-model.ts';
import { Queues } from '../apps/server/src/modules/router/queues.ts';
import { routedModel } from '../apps/server/src/modules/router/routed-model.ts';
import { createEgress } from '../apps/server/src/platform/egress/egress.ts';
import { provider } from '../plugins/providers/openai-compatible/index.ts';
import { pinSelf } from './lib/child.ts';
import { startModels } from './lib/surroundings.ts';

const answers = Number(process.argv[2] ?? 200);
const rounds = Number(process.argv[3] ?? 5);
const tokens = 200;

/** Asks once and reads the answer to its end; calls `first` at the first piece of text. Answers how many came. */
type Ask = (first: () => void) => Promise<number>;

interface Round {
  cpuMs: number;
  firstMs: number;
}

const question = 'Tell me something about the weather in Cairo.';
const never = new AbortController().signal;

function ownLoop(baseURL: string): Ask {
  const model = createOpenAICompatible({ name: 'mock', baseURL, includeUsage: true }).chatModel('mock');
  return async (first) => {
    const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: question }] }];
    const { stream } = await model.doStream({ prompt });
    const reader = stream.getReader();
    let pieces = 0;
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const part = read.value;
      if (part.type !== 'text-delta') continue;
      if (pieces === 0) first();
      pieces += part.delta.match(/token\d+/g)?.length ?? 0;
    }
    return pieces;
  };
}

async function gateway(baseURL: string): Promise<Ask> {
  const http = createEgress({ allow: [new URL(baseURL).host] }).client();
  const config = provider.config.parse({ base_url: baseURL });
  const connection = await provider.connect(config, { http, connectionName: 'mock' });
  const limits = {
    requestsPerMinute: null,
    tokensPerMinute: null,
    queueMs: 30_000,
    maxRetries: 2,
    maxRetryWaitMs: 20_000,
  };
  const guards = { breaker: new CircuitBreaker(systemClock), queues: new Queues(systemClock), random: Math.random };
  const place = { key: 'mock@1', tenantId: 'bench', limits };
  const chosen = {
    model: new GuardedModel(connection.languageModel('mock'), place, guards),
    info: null,
    parameters: null,
  };
  const request: ModelRequest = { messages: [{ role: 'user', content: [{ type: 'text', text: question }] }] };
  return async (first) => {
    const model = routedModel([chosen], { images: false, tools: false });
    let pieces = 0;
    for await (const part of model.stream(request, never, () => undefined)) {
      if (part.type !== 'text-delta') continue;
      if (pieces === 0) first();
      pieces += part.text.match(/token\d+/g)?.length ?? 0;
    }
    return pieces;
  };
}

async function measure(ask: Ask): Promise<Round> {
  const firsts: number[] = [];
  const before = process.cpuUsage();
  for (let count = 0; count < answers; count += 1) {
    const began = performance.now();
    const came = await ask(() => firsts.push(performance.now() - began));
    if (came !== tokens) throw new Error(`An answer had ${came} of ${tokens} tokens.`);
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000 / answers, firstMs: median(firsts) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

async function compare(baseURL: string): Promise<string> {
  const subjects: Record<'own' | 'through', Ask> = { own: ownLoop(baseURL), through: await gateway(baseURL) };
  const results: Record<'own' | 'through', Round[]> = { own: [], through: [] };
  for (const ask of Object.values(subjects)) await measure(ask);
  // In turn, so that whatever else the machine does falls on both.
  for (let round = 0; round < rounds; round += 1) {
    results.own.push(await measure(subjects.own));
    results.through.push(await measure(subjects.through));
  }
  const cpu = (of: 'own' | 'through') => median(results[of].map(({ cpuMs }) => cpuMs));
  const first = (of: 'own' | 'through') => median(results[of].map(({ firstMs }) => firstMs));
  return [
    `${answers} streamed answers of ${tokens} tokens, one at a time, medians of ${rounds} rounds`,
    `CPU an answer:   doStream ${cpu('own').toFixed(2)} ms, gateway ${cpu('through').toFixed(2)} ms, ratio ${(cpu('through') / cpu('own')).toFixed(2)} (target 1.3)`,
    `first token p50: doStream ${first('own').toFixed(2)} ms, gateway ${first('through').toFixed(2)} ms, added ${(first('through') - first('own')).toFixed(2)} ms (target 2)`,
    '',
  ].join('\n');
}

pinSelf(1);
const models = await startModels(0);
try {
  process.stdout.write(await compare(models.answering));
} catch (error) {
  process.stderr.write(`The bench could not go on: ${messageOf(error)}\n`);
  process.exitCode = 1;
} finally {
  await models.child.stop();
}
process.exit();
