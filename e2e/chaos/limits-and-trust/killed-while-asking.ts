import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@agentforge/client/client';
import { chat } from '@agentforge/contracts/chat/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import type { ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { asksFor, says, textFrames } from '../stage/frames.ts';
import { type ModelCall, type Reply, startScriptedOpenAi } from '../stage/scripted-openai.ts';
import { connect, makeAgent, openStage, runOf, type Stage, settled } from '../stage/stage.ts';

const atOnce = 5;
const words = Array.from({ length: 120 }, (_, index) => ` word${index}`);

/** L11 under kills: the process dies while one agent works for another. */
export const killedWhileAsking: RunProof = {
  id: 'L11-kill',
  promise: 'killed while one agent works for another, both answers still arrive, and no call starts a second run',
  short: 10,
  full: 100,
  whenBroken: 5,
  breaks: ['child-found-off'],
  async run({ trials, seed, broken }): Promise<ProofReport> {
    const random = seededRandom(seed);
    const model = await startScriptedOpenAi(scripted);
    const stage = await openStage({ broken }, { hosts: [model.host], environment: { RUN_LEASE_SECONDS: '3' } });
    const failures: string[] = [];
    const figures = { kills: 0, 'runs that went on': 0 };
    try {
      await connect(stage.client, 'mock', model.url);
      const agentId = await makePair(stage.client);
      for (let done = 0; done < trials; done += atOnce) {
        const found = await killOnce(stage, agentId, figures.kills, random);
        figures.kills += 1;
        figures['runs that went on'] += found.continued;
        failures.push(...found.failures);
      }
    } finally {
      await stage.close();
      await model.close();
    }
    const evidence = figures['runs that went on'];
    return { id: this.id, promise: this.promise, trials: figures.kills * atOnce, seed, figures, failures, evidence };
  },
};

function scripted({ body, results }: ModelCall): Reply {
  const asks = JSON.stringify(body.tools ?? []).includes('ask_helper');
  if (!asks) return { frames: textFrames(['Helped.', ...words]), delayMs: 40 };
  return results > 0
    ? says('The helper has helped.')
    : asksFor([{ name: 'ask_helper', arguments: { message: 'Help' } }]);
}

async function makePair(client: Client): Promise<string> {
  const helper = await makeAgent(client, { name: 'Helper', memory_enabled: false });
  const tool = await client.call(createTool, {
    body: { type: 'agent', name: 'Helper', description: 'Helps', config: { agent_id: helper } },
  });
  return makeAgent(client, { name: 'Asker', tool_ids: [tool.id], memory_enabled: false });
}

/** Sends a message and leaves as soon as the run is known. */
async function begin(client: Client, agentId: string, message: string): Promise<string> {
  const leave = new AbortController();
  const input = { params: { agent_id: agentId }, body: { message, stream: true }, signal: leave.signal };
  for await (const event of client.stream(chat, input)) {
    const runId = /"run_id":"(run_\w+)"/.exec(event.data)?.[1];
    if (runId === undefined) continue;
    leave.abort();
    return runId;
  }
  throw new Error(`${message} was never acknowledged`);
}

async function untilAsked(client: Client, runId: string): Promise<void> {
  for (let look = 0; look < 400; look += 1) {
    if ((await runOf(client, runId)).children?.length === 1) return;
    await sleep(50);
  }
}

async function killOnce({ server, client }: Stage, agentId: string, round: number, random: () => number) {
  const names = Array.from({ length: atOnce }, (_, index) => `kill ${round} ${index}`);
  const runs = await Promise.all(names.map((name) => begin(client, agentId, name)));
  // Before the other run is there, a kill shows nothing of it.
  for (const runId of runs) await untilAsked(client, runId);
  await sleep(random() * 1500);
  await server.kill();
  await server.start();
  const failures: string[] = [];
  let continued = 0;
  for (const [index, runId] of runs.entries()) {
    const name = names[index] ?? '';
    const run = await settled(client, runId, 60_000);
    if (run?.status !== 'completed') failures.push(`${name}: ended as ${run?.status ?? 'never'}`);
    const { children = [], steps } = await runOf(client, runId);
    if (children.length !== 1) failures.push(`${name}: started ${children.length} runs`);
    if (children[0] && children[0].status !== 'completed') failures.push(`${name}: its child ${children[0].status}`);
    const answered = steps.some(({ kind, status }) => kind === 'tool' && status === 'ok');
    if (!answered) failures.push(`${name}: was not given the other agent's answer`);
    continued += 1;
  }
  return { continued, failures };
}
