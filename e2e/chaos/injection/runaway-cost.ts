import type { Client } from '@agentforge/client/client';
import { listBudgets, replaceBudgets } from '@agentforge/contracts/budgets/endpoints';
import type { ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { callFrames, says, textFrames, usageFrame } from '../stage/frames.ts';
import { type ModelCall, type Reply, startScriptedOpenAi } from '../stage/scripted-openai.ts';
import { type Sink, startSink } from '../stage/sink.ts';
import { ask, connect, inParallel, makeAgent, makeApiTool, openStage, runOf } from '../stage/stage.ts';

const parallelRuns = 100;
/** What one call uses as its provider tells it, and the most it may use. */
const callTokens = 150;
const maxTokens = 100;

/** L08: a model that always asks for one more call, and a hundred runs at once against one budget. */
export const runawayCost: RunProof = {
  id: 'L08',
  promise:
    'a loop stops at its caps on steps and calls, and 100 runs at once overspend a budget by one request at most',
  short: 30,
  full: 300,
  whenBroken: 4,
  breaks: ['reservation-off'],
  async run({ trials, seed, broken, full }): Promise<ProofReport> {
    const random = seededRandom(seed);
    const sink = await startSink();
    const model = await startScriptedOpenAi((call, index) => scripted(call, index));
    const stage = await openStage({ broken }, { hosts: [sink.host, model.host] });
    const failures: string[] = [];
    const rounds = full ? 20 : 2;
    let mostOver = Number.NEGATIVE_INFINITY;
    try {
      await connect(stage.client, 'mock', model.url);
      const tool = await makeApiTool(stage.client, { name: 'again', url: sink.url, method: 'GET' });
      await inParallel(trials, 4, async (index) => {
        const caps = { max_steps: 1 + Math.floor(random() * 8), max_tool_calls: Math.floor(random() * 8) };
        failures.push(...(await loopTrial(stage.client, tool, index, caps, model.calls, sink)));
      });
      for (let round = 0; round < rounds; round += 1) {
        const limit = 1200 + Math.floor(random() * 20) * 100;
        const over = await overspend(stage.client, limit, round, model.calls);
        mostOver = Math.max(mostOver, over.tokens);
        failures.push(...over.failures);
      }
    } finally {
      await stage.close();
      await Promise.all([sink.close(), model.close()]);
    }
    const figures = { 'rounds of 100 runs at once': rounds, 'most tokens over a limit': mostOver };
    return { id: this.id, promise: this.promise, trials: trials + rounds, seed, figures, failures };
  },
};

function scripted({ question, body }: ModelCall, index: number): Reply {
  if (!question.startsWith('loop'))
    return { frames: [...textFrames(['Fine.']).slice(0, -2), usageFrame(50, maxTokens), 'data: [DONE]\n\n'] };
  const same = /same/.test(question);
  if (body.tools === undefined) return says('I stop.');
  // Two calls in each turn, so that caps are not met by luck.
  const wanted = [1, 2].map((part) => ({ name: 'again', arguments: { data: same ? 'x' : `${index}-${part}` } }));
  return { frames: callFrames(wanted, 'On it.') };
}

async function loopTrial(
  client: Client,
  tool: string,
  index: number,
  caps: { max_steps: number; max_tool_calls: number },
  calls: readonly ModelCall[],
  sink: Sink,
): Promise<string[]> {
  const name = `loop ${index}${index % 3 === 0 ? ' same' : ''} (${caps.max_steps} steps, ${caps.max_tool_calls} calls)`;
  const agentId = await makeAgent(client, {
    name: `Loop ${index}`,
    tool_ids: [tool],
    budget: caps,
    memory_enabled: false,
  });
  const before = sink.requests.length;
  const { runId, text } = await ask(client, agentId, `${name}.`);
  const run = await runOf(client, runId);
  const turns = calls.filter(({ question }) => question.startsWith(name)).length;
  const executed = run.steps.filter(({ kind, status }) => kind === 'tool' && status === 'ok').length;
  const failures: string[] = [];
  if (turns > Math.max(2, caps.max_steps)) failures.push(`${name}: ${turns} turns of the model`);
  if (executed > caps.max_tool_calls) failures.push(`${name}: ${executed} calls were made`);
  if (sink.requests.length - before > 4 * 8 * 2)
    failures.push(`${name}: the sink was called ${sink.requests.length - before} times`);
  if (run.status !== 'completed' || text.trim() === '') failures.push(`${name}: ended as ${run.status} with “${text}”`);
  if (!run.reason?.trim()) failures.push(`${name}: no reason was told`);
  return failures;
}

async function overspend(client: Client, limit: number, round: number, calls: readonly ModelCall[]) {
  const agentId = await makeAgent(client, {
    name: `Spender ${round}`,
    parameters: { max_tokens: maxTokens },
    memory_enabled: false,
  });
  await client.call(replaceBudgets, { body: { data: [{ scope: 'agent', scope_id: agentId, max_tokens: limit }] } });
  const before = calls.length;
  await inParallel(
    parallelRuns,
    parallelRuns,
    async (index) => void (await ask(client, agentId, `spend ${round} ${index}`)),
  );
  const sent = calls.length - before;
  const tokens = sent * callTokens - limit;
  const failures: string[] = [];
  if (tokens > callTokens)
    failures.push(`round ${round}: ${sent} requests of ${callTokens} tokens went out under a limit of ${limit}`);
  if (sent === 0) failures.push(`round ${round}: nothing was sent at all, so this shows nothing`);
  const usage = (await client.call(listBudgets, {})).data[0]?.usage[0];
  if (usage?.tokens_reserved !== 0)
    failures.push(`round ${round}: ${usage?.tokens_reserved} tokens are still held back`);
  return { tokens, failures };
}
