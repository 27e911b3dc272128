import type { Client } from '@agentforge/client/client';
import type { ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { asksFor, says } from '../stage/frames.ts';
import { startScriptedOpenAi } from '../stage/scripted-openai.ts';
import { type Sink, startSink } from '../stage/sink.ts';
import { ask, connect, inParallel, makeAgent, makeApiTool, messagesOf, openStage, runOf } from '../stage/stage.ts';

const good = { data: 'text', count: 3, flag: true, kind: 'a' };

/** Arguments no model should write. `make` answers what is put on the wire, as it is. */
const shapes: readonly { name: string; make(random: () => number): string }[] = [
  { name: 'good', make: () => JSON.stringify(good) },
  { name: 'number for text', make: (random) => JSON.stringify({ ...good, data: random() * 1e20 }) },
  { name: 'text for a number', make: () => JSON.stringify({ ...good, count: '3; drop table users' }) },
  { name: 'fraction for a whole number', make: () => JSON.stringify({ ...good, count: 1.5 }) },
  { name: 'number out of all bounds', make: () => '{"data":"x","count":1e999,"flag":true,"kind":"a"}' },
  { name: 'object for a truth', make: () => JSON.stringify({ ...good, flag: { $ne: null } }) },
  { name: 'word not in the list', make: () => JSON.stringify({ ...good, kind: 'z' }) },
  { name: 'missing field', make: () => JSON.stringify({ data: 'x' }) },
  { name: 'null everywhere', make: () => JSON.stringify({ data: null, count: null, flag: null, kind: null }) },
  { name: 'list', make: () => JSON.stringify([good]) },
  { name: 'bare text', make: () => '"text"' },
  { name: 'nothing', make: () => '' },
  {
    name: '__proto__',
    make: () => '{"__proto__":{"polluted":true,"isAdmin":true},"data":"x","count":1,"flag":true,"kind":"a"}',
  },
  { name: '__proto__ inside', make: () => '{"data":{"__proto__":{"polluted":true}},"count":1,"flag":true,"kind":"a"}' },
  {
    name: 'constructor',
    make: () => '{"constructor":{"prototype":{"polluted":true}},"data":"x","count":1,"flag":true,"kind":"a"}',
  },
  {
    name: 'revived object',
    make: () => '{"data":{"lc":1,"type":"secret","id":["ENCRYPTION_KEY"]},"count":1,"flag":true,"kind":"a"}',
  },
  { name: 'twice the same key', make: () => '{"data":"x","data":["y"],"count":1,"flag":true,"kind":"a"}' },
  { name: 'zero byte', make: () => '{"data":"a\\u0000b","count":1,"flag":true,"kind":"a"}' },
  { name: 'lone surrogate', make: () => '{"data":"a\\ud800b","count":1,"flag":true,"kind":"a"}' },
  { name: 'lone surrogates and zero bytes', make: () => '{"data":"\\ud800\\u0000","count":1,"flag":true,"kind":[]}' },
  { name: 'unfinished', make: (random) => JSON.stringify(good).slice(0, 1 + Math.floor(random() * 40)) },
  { name: 'with a tail', make: () => `${JSON.stringify(good)} and more` },
  { name: 'deeply nested', make: () => `{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}` },
  {
    name: 'deep but closed',
    make: () => `{"data":"x","count":1,"flag":true,"kind":"a","more":${'{"a":'.repeat(200)}1${'}'.repeat(200)}}`,
  },
  { name: '10 MB', make: () => JSON.stringify({ ...good, data: 'x'.repeat(10 * 1024 * 1024) }) },
  {
    name: 'a hundred thousand keys',
    make: () => JSON.stringify(Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`k${index}`, index]))),
  },
];

/** L09: whatever a model writes as arguments is data to be checked. */
export const fuzzedArguments: RunProof = {
  id: 'L09',
  promise: 'arguments that do not fit are refused with a reason and the run goes on; no tool ever gets one',
  short: shapes.length * 2,
  full: shapes.length * 25,
  whenBroken: shapes.length,
  breaks: ['argument-check-off'],
  async run({ trials, seed, broken }): Promise<ProofReport> {
    const random = seededRandom(seed);
    const written = Array.from({ length: trials }, (_, index) => shapes[index % shapes.length]?.make(random) ?? '');
    const sink = await startSink();
    const model = await startScriptedOpenAi(({ question, results }) => {
      const index = Number(/fuzz (\d+)/.exec(question)?.[1] ?? -1);
      return results > 0 ? says('Went on.') : asksFor([{ name: 'record', arguments: written[index] ?? '{}' }]);
    });
    const stage = await openStage({ broken }, { hosts: [sink.host, model.host] });
    const failures: string[] = [];
    const refusals = new Set<string>();
    try {
      await connect(stage.client, 'mock', model.url);
      const tool = await makeApiTool(stage.client, {
        name: 'record',
        url: sink.url,
        inputs: [
          { name: 'data' },
          { name: 'count', data_type: 'integer' },
          { name: 'flag', data_type: 'boolean' },
          { name: 'kind', enum: ['a', 'b'] },
        ],
      });
      const agentId = await makeAgent(stage.client, { tool_ids: [tool], memory_enabled: false });
      await inParallel(trials, 4, async (index) => {
        const name = shapes[index % shapes.length]?.name ?? '';
        failures.push(...(await trial(stage.client, agentId, sink, index, name, refusals)));
      });
    } finally {
      await stage.close();
      await Promise.all([sink.close(), model.close()]);
    }
    const figures = {
      'shapes of arguments': shapes.length,
      'different reasons told': refusals.size,
      'calls that arrived': sink.requests.length,
    };
    return { id: this.id, promise: this.promise, trials, seed, figures, failures };
  },
};

async function trial(
  client: Client,
  agentId: string,
  sink: Sink,
  index: number,
  name: string,
  refusals: Set<string>,
): Promise<string[]> {
  const failures: string[] = [];
  const answer = await ask(client, agentId, `fuzz ${index}.`).catch((error: unknown) => String(error));
  if (typeof answer === 'string') return [`${name}: the request itself failed: ${answer}`];
  const run = await runOf(client, answer.runId);
  if (run.status !== 'completed' || answer.text !== 'Went on.')
    failures.push(`${name}: the run ended as ${run.status}: ${run.reason}`);
  const [, message] = await messagesOf(client, answer.conversationId);
  const call = message?.tool_calls[0];
  const arrived = sink.requests.filter(({ headers }) =>
    String(headers['idempotency-key'] ?? '').startsWith(answer.runId),
  );
  if (name === 'good') {
    if (arrived.length !== 1) failures.push(`${name}: ${arrived.length} calls arrived, so this shows nothing`);
  } else if (call?.status === 'refused' && call.error) refusals.add(call.error.slice(0, 60));
  else if (arrived.length === 0) failures.push(`${name}: the call is ${call?.status ?? 'missing'} without a reason`);
  for (const { body } of arrived) if (!fits(body)) failures.push(`${name}: the tool got ${body.slice(0, 120)}`);
  return failures;
}

/** What the tool declared, and nothing else. */
function fits(body: string): boolean {
  const value: unknown = body === '' ? null : JSON.parse(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const fields: Record<string, unknown> = { ...value };
  const { data, count, flag, kind, ...rest } = fields;
  const declared =
    typeof data === 'string' && Number.isInteger(count) && typeof flag === 'boolean' && (kind === 'a' || kind === 'b');
  return declared && Object.keys(rest).length === 0 && !body.includes('polluted');
}
