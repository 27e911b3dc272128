import type { Client } from '@agentforge/client/client';
import { listBudgets, replaceBudgets } from '@agentforge/contracts/budgets/endpoints';
import { putModelRoutes } from '@agentforge/contracts/models/endpoints';
import type { ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { fails, says } from '../stage/frames.ts';
import { type ModelCall, type Reply, startScriptedOpenAi } from '../stage/scripted-openai.ts';
import { ask, connect, inParallel, makeAgent, openStage, runOf, type Stage } from '../stage/stage.ts';

interface Plan {
  /** Refusals before the answer; 99: always. */
  refusals: number;
  wait: 'none' | 'seconds' | 'date' | 'too-long';
}

const answered = 70;
/** Retries of a connection plus the first try. */
const mostTries = 3;

/** C11: the provider says 429, with and without saying how long to wait. */
export const tooManyRequests: RunProof = {
  id: 'C11',
  promise:
    'a 429 is waited for as long as the provider asks, tried 3 times at most, costs no budget, and another model takes over only where one is set',
  short: 40,
  full: 400,
  whenBroken: 12,
  breaks: ['retry-after-off'],
  async run({ trials, seed, broken }): Promise<ProofReport> {
    const random = seededRandom(seed);
    const plans = Array.from({ length: trials }, (_, index) => planOf(index, random));
    const model = await startScriptedOpenAi((call) => reply(plans, call, model.calls));
    const spare = await startScriptedOpenAi(() => says('Spare.'));
    const stage = await openStage({ broken }, { hosts: [model.host, spare.host] });
    const failures: string[] = [];
    try {
      await connect(stage.client, 'mock', model.url, { max_retry_wait_seconds: 3 });
      await connect(stage.client, 'spare', spare.url);
      const agentId = await makeAgent(stage.client);
      await stage.client.call(replaceBudgets, {
        body: { data: [{ scope: 'agent', scope_id: agentId, max_tokens: 1_000_000_000 }] },
      });
      await inParallel(trials, 8, async (index) => {
        failures.push(...(await trial(stage, agentId, index, plans, () => model.calls)));
      });
      const successes = plans.filter(succeeds).length;
      failures.push(...(await checkBudget(stage.client, successes)));
      if (spare.calls.length > 0) failures.push(`a model nobody set as fallback was asked ${spare.calls.length} times`);
      failures.push(...(await checkFallback(stage, agentId)));
    } finally {
      await stage.close();
      await Promise.all([model.close(), spare.close()]);
    }
    const figures = { requests: model.calls.length, 'fallback answers': spare.calls.length };
    return { id: this.id, promise: this.promise, trials, seed, figures, failures };
  },
};

function planOf(index: number, random: () => number): Plan {
  const waits = ['none', 'seconds', 'date', 'too-long'] as const;
  const wait = waits[Math.floor(random() * 4)] ?? 'none';
  // The first trials are one of each, whatever the seed.
  if (index < 4) return { refusals: 1, wait: waits[index] ?? 'none' };
  return { refusals: [1, 2, 99][Math.floor(random() * 3)] ?? 1, wait };
}

const succeeds = ({ refusals, wait }: Plan) => wait !== 'too-long' && refusals < mostTries;
const trialOf = (question: string) => Number(/trial (\d+)/.exec(question)?.[1] ?? -1);
const callsOf = (calls: readonly ModelCall[], index: number) =>
  calls.filter(({ question }) => trialOf(question) === index);

function reply(plans: readonly Plan[], call: ModelCall, calls: readonly ModelCall[]): Reply {
  const plan = plans[trialOf(call.question)];
  if (!plan) return fails(429, { 'retry-after': '60' });
  if (callsOf(calls, trialOf(call.question)).length > plan.refusals) return says('Here you are.');
  return fails(429, headersOf(plan.wait));
}

function headersOf(wait: Plan['wait']): Record<string, string> {
  if (wait === 'seconds') return { 'retry-after': '1' };
  // A date has no fractions: two seconds ahead is between one and two.
  if (wait === 'date') return { 'retry-after': new Date(Date.now() + 2000).toUTCString() };
  return wait === 'too-long' ? { 'retry-after': '60' } : {};
}

async function trial(
  { client }: Stage,
  agentId: string,
  index: number,
  plans: readonly Plan[],
  calls: () => readonly ModelCall[],
): Promise<string[]> {
  const plan = plans[index] ?? { refusals: 0, wait: 'none' };
  const name = `trial ${index} (${plan.refusals}× 429, wait ${plan.wait})`;
  const { runId } = await ask(client, agentId, `trial ${index}`);
  const run = await runOf(client, runId);
  const mine = callsOf(calls(), index);
  const gaps = mine.slice(1).map(({ at }, position) => at - (mine[position]?.at ?? 0));
  const failures: string[] = [];
  const expected = succeeds(plan) ? 'completed' : 'failed';
  if (run.status !== expected) failures.push(`${name}: ${run.status} instead of ${expected}: ${run.reason}`);
  const tries = plan.wait === 'too-long' ? 1 : Math.min(plan.refusals + 1, mostTries);
  if (mine.length !== tries) failures.push(`${name}: ${mine.length} requests instead of ${tries}`);
  const least = plan.wait === 'seconds' || plan.wait === 'date' ? 995 : 0;
  if (gaps.some((gap) => gap < least)) failures.push(`${name}: asked again after ${gaps.join(', ')} ms`);
  if (expected === 'failed' && !run.reason?.trim()) failures.push(`${name}: failed without a reason`);
  return failures;
}

async function checkBudget(client: Client, successes: number): Promise<string[]> {
  const { data } = await client.call(listBudgets, {});
  const usage = data[0]?.usage[0];
  const used = usage?.tokens_used ?? 0;
  const expected = successes * (answered - 20 + 'Here you are.'.split(/(?= )/).length);
  const failures: string[] = [];
  if (used !== expected) failures.push(`the budget was charged ${used} tokens instead of ${expected}`);
  if ((usage?.tokens_reserved ?? 0) !== 0) failures.push(`${usage?.tokens_reserved} tokens are still held back`);
  return failures;
}

/** Once somebody has set one, the fallback answers; the refused model was tried first. */
async function checkFallback({ client }: Stage, agentId: string): Promise<string[]> {
  const none = { default: null, fast: null, cheap: null, vision: null, embedding: null, custom: {} };
  await client.call(putModelRoutes, { body: { ...none, fallbacks: ['spare/mock'] } });
  const { text } = await ask(client, agentId, 'with a fallback');
  return text === 'Spare.' ? [] : [`the fallback that is set did not answer: ${text}`];
}
