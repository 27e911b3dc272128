import { createServer as createTcpServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { freePort } from '../server-process.ts';
import { fails, says } from '../stage/frames.ts';
import { type ScriptedOpenAi, startScriptedOpenAi } from '../stage/scripted-openai.ts';
import { ask, connect, inParallel, makeAgent, openStage, runOf, type Stage } from '../stage/stage.ts';

const firstPartSeconds = 2;
const mostMs = firstPartSeconds * 1000 + 2000;
const pauseMs = 15_000;
const kinds = ['500', '502', 'refused', 'hang', 'silent', 'tls'] as const;
type Kind = (typeof kinds)[number];

/** C12: the provider is down in every way a provider can be down. */
export const providerDown: RunProof = {
  id: 'C12',
  promise:
    'a run whose provider is down ends within its time limit + 2 s with a reason; after 10 failures at most it is left alone, then one try goes out; other providers answer all the while',
  short: 36,
  full: 300,
  whenBroken: 24,
  breaks: ['breaker-off'],
  async run({ trials, seed, broken, full }): Promise<ProofReport> {
    const random = seededRandom(seed);
    const places = await startPlaces();
    const stage = await openStage({ broken }, { hosts: places.hosts });
    const failures: string[] = [];
    let slowest = 0;
    try {
      const agents = await connectAll(stage, places.urls);
      const breaking = checkBreaker(stage, agents, places.fragile, full);
      await inParallel(trials, 6, async (index) => {
        const kind =
          index < kinds.length ? (kinds[index] ?? '500') : (kinds[Math.floor(random() * kinds.length)] ?? '500');
        const outcome = await downTrial(stage, agents[kind] ?? '', index, kind);
        slowest = Math.max(slowest, outcome.tookMs);
        failures.push(...outcome.failures);
        const well = await ask(stage.client, agents['well'] ?? '', `well ${index}`);
        if (well.text !== 'Fine.') failures.push(`trial ${index}: the provider that works said ${well.text}`);
      });
      const breaker = await breaking;
      failures.push(...breaker.failures);
      const figures = { 'slowest end, ms': slowest, ...breaker.figures };
      return { id: this.id, promise: this.promise, trials, seed, figures, failures };
    } finally {
      await stage.close();
      await places.close();
    }
  },
};

interface Places {
  urls: Record<string, string>;
  hosts: string[];
  fragile: { api: ScriptedOpenAi; isDown: boolean };
  close(): Promise<void>;
}

async function startPlaces(): Promise<Places> {
  const well = await startScriptedOpenAi(() => says('Fine.'));
  const five = await startScriptedOpenAi(() => fails(500));
  const gateway = await startScriptedOpenAi(() => fails(502));
  const hang = await startScriptedOpenAi(() => ({ frames: [], end: 'hang' }));
  // Takes the connection and never says a byte.
  const silent = createTcpServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const silentAddress = silent.address();
  const silentPort = typeof silentAddress === 'object' && silentAddress ? silentAddress.port : 0;
  const fragile: Places['fragile'] = {
    isDown: true,
    api: await startScriptedOpenAi(() => (fragile.isDown ? fails(500) : { ...says('Back.'), delayMs: 100 })),
  };
  const refused = `127.0.0.1:${await freePort()}`;
  const urls = {
    well: well.url,
    '500': five.url,
    '502': gateway.url,
    hang: hang.url,
    silent: `http://127.0.0.1:${silentPort}/v1`,
    refused: `http://${refused}/v1`,
    // A server that speaks no TLS answers the greeting with nonsense.
    tls: well.url.replace('http:', 'https:'),
    fragile: fragile.api.url,
  };
  return {
    urls,
    hosts: Object.values(urls).map((url) => new URL(url).host),
    fragile,
    close: async () => {
      silent.close();
      await Promise.all([well, five, gateway, hang, fragile.api].map((api) => api.close()));
    },
  };
}

async function connectAll({ client }: Stage, urls: Record<string, string>): Promise<Record<string, string>> {
  const agents: Record<string, string> = {};
  for (const [kind, url] of Object.entries(urls)) {
    await connect(client, `p${kind}`, url, {
      first_token_timeout_seconds: firstPartSeconds,
      connect_timeout_seconds: 1,
    });
    agents[kind] = await makeAgent(client, { model_id: `p${kind}/mock` });
  }
  return agents;
}

async function downTrial({ client }: Stage, agentId: string, index: number, kind: Kind) {
  const failures: string[] = [];
  const { runId, tookMs, finish } = await ask(client, agentId, `down ${index}`);
  const run = await runOf(client, runId);
  if (run.status !== 'failed' || finish !== 'error') failures.push(`trial ${index} (${kind}): ended as ${run.status}`);
  if (!run.reason?.trim()) failures.push(`trial ${index} (${kind}): no reason was told`);
  if (tookMs > mostMs) failures.push(`trial ${index} (${kind}): took ${tookMs} ms, more than ${mostMs}`);
  return { failures, tookMs };
}

/** Opens after few failures, lets exactly one try out when the pause is over, and closes when that works. */
async function checkBreaker(stage: Stage, agents: Record<string, string>, fragile: Places['fragile'], full: boolean) {
  const failures: string[] = [];
  const agentId = agents['fragile'] ?? '';
  const say = async () => (await ask(stage.client, agentId, 'Are you there?')).text;
  const triesOf = async (work: () => Promise<unknown>) => {
    const before = fragile.api.calls.length;
    await work();
    return fragile.api.calls.length - before;
  };
  const tenAtOnce = () => Promise.all(Array.from({ length: 10 }, say));
  const toOpen = await triesOf(() => inParallel(8, 1, async () => void (await say())));
  if (toOpen > 10) failures.push(`the provider was asked ${toOpen} times while it failed, more than 10`);
  const whileOpen = await triesOf(tenAtOnce);
  if (whileOpen > 0) failures.push(`it was asked ${whileOpen} times while it was to be left alone`);
  await sleep(pauseMs);
  if (full) {
    const probes = await triesOf(tenAtOnce);
    if (probes !== 1) failures.push(`${probes} tries went out after the first pause instead of 1`);
    // The pause doubles after a try that failed.
    await sleep(2 * pauseMs);
  }
  fragile.isDown = false;
  const probes = await triesOf(tenAtOnce);
  if (probes !== 1) failures.push(`${probes} tries went out after the pause instead of 1`);
  if ((await say()) !== 'Back.') failures.push('the provider works again and is not asked');
  return { failures, figures: { 'failures until left alone': toOpen, 'tries after the pause': probes } };
}
