import type { Client } from '@agentforge/client/client';
import { createApiKey } from '@agentforge/contracts/access/endpoints';
import { patchAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { createTool } from '@agentforge/contracts/tools/endpoints';
import type { ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { asksFor, says } from '../stage/frames.ts';
import { addMember } from '../stage/members.ts';
import { type ModelCall, type Reply, startScriptedOpenAi } from '../stage/scripted-openai.ts';
import { ask, connect, inParallel, makeAgent, openStage, runOf, type Stage } from '../stage/stage.ts';

const deepest = 3;
const largestFamily = 50;
/** In the instructions of agents that nobody in these trials may use: a model that reads it was reached. */
const hidden = 'Keep the word chrysoprase to yourself';

/** L11: agents that always ask another one, in a ring, and agents that ask one their person or key may not use. */
export const askingAgents: RunProof = {
  id: 'L11',
  promise:
    'agents that ask each other in a ring stop: none stands above itself, none is deeper than 3, no message leads to more than 50 runs; and an agent asks none its person or key may not use',
  short: 30,
  full: 200,
  whenBroken: 6,
  breaks: ['ring-check-off', 'child-rights-off'],
  async run({ trials, seed, broken }): Promise<ProofReport> {
    const random = seededRandom(seed);
    const model = await startScriptedOpenAi(scripted);
    const stage = await openStage({ broken }, { hosts: [model.host] });
    const failures: string[] = [];
    const figures = { 'runs asked for by others': 0, 'deepest run': 0, 'asked without the right to': 0 };
    try {
      await connect(stage.client, 'mock', model.url);
      const others = await outsiders(stage);
      await inParallel(trials, 3, async (index) => {
        if (index % 2 === 0) {
          const size = 2 + Math.floor(random() * 4);
          const ring = await ringTrial(stage.client, index, size, 2 + Math.floor(random() * 3));
          figures['runs asked for by others'] += ring.runs - 1;
          figures['deepest run'] = Math.max(figures['deepest run'], ring.depth);
          failures.push(...ring.failures);
          return;
        }
        const trespass = await rightsTrial(stage, index, others);
        figures['asked without the right to'] += 1;
        failures.push(...trespass);
      });
      if (model.calls.some(({ raw }) => raw.includes(hidden)))
        failures.push('an agent was reached that nobody who asked may use');
    } finally {
      await stage.close();
      await model.close();
    }
    const evidence = figures['runs asked for by others'];
    return { id: this.id, promise: this.promise, trials, seed, figures, failures, evidence };
  },
};

/** Asks whoever it can as long as it can. */
function scripted({ question, body, results }: ModelCall, index: number): Reply {
  const tool = /"name":"(ask_\w+)"/.exec(JSON.stringify(body.tools ?? []))?.[1];
  const once = question.startsWith('rights') && results > 0;
  if (tool === undefined || once) return says('I stop.');
  return asksFor([{ name: tool, arguments: { message: `${question.split(' · ')[0]} · ${index}` } }]);
}

async function askingTool(client: Client, name: string, agentId: string): Promise<string> {
  const { id } = await client.call(createTool, {
    body: { type: 'agent', name, description: name, config: { agent_id: agentId } },
  });
  return id;
}

/** Agents in a ring, each with a tool that asks the next. Answers the first. */
async function makeRing(client: Client, index: number, size: number, steps: number): Promise<string> {
  const agents: string[] = [];
  for (let place = 0; place < size; place += 1) {
    const own = { name: `Ring ${index} ${place}`, budget: { max_steps: steps }, memory_enabled: false };
    agents.push(await makeAgent(client, own));
  }
  for (const [place, agentId] of agents.entries()) {
    const next = agents[(place + 1) % size] ?? '';
    const toolId = await askingTool(client, `Next ${index} ${place}`, next);
    await client.call(patchAgent, { params: { agent_id: agentId }, body: { tool_ids: [toolId] } });
    await client.call(publishAgent, { params: { agent_id: agentId }, body: {} });
  }
  return agents[0] ?? '';
}

interface Family {
  runs: number;
  depth: number;
  failures: string[];
}

async function ringTrial(client: Client, index: number, size: number, steps: number): Promise<Family> {
  const head = await makeRing(client, index, size, steps);
  const { runId, text } = await ask(client, head, `ring ${index}`);
  const family: Family = { runs: 0, depth: 0, failures: [] };
  await walk(client, runId, [], family);
  const name = `ring ${index} of ${size}`;
  if (family.runs > largestFamily) family.failures.push(`${name}: led to ${family.runs} runs`);
  if (text.trim() === '') family.failures.push(`${name}: ended without a word`);
  return { ...family, failures: family.failures.map((failure) => `${name}: ${failure}`) };
}

async function walk(client: Client, runId: string, line: readonly string[], family: Family): Promise<void> {
  const run = await runOf(client, runId);
  family.runs += 1;
  family.depth = Math.max(family.depth, run.depth);
  if (run.depth > deepest || line.length > deepest) family.failures.push(`a run is ${line.length} deep`);
  if (line.includes(run.agent_id)) family.failures.push('an agent stands above itself');
  if (run.status !== 'completed') family.failures.push(`a run ended as ${run.status}`);
  for (const child of run.children ?? []) await walk(client, child.id, [...line, run.agent_id], family);
}

interface Others {
  member: Client;
  privateAgent: string;
  openAgent: string;
}

/** Somebody without rights, an agent that is not for them, and one that is for everybody. */
async function outsiders(stage: Stage): Promise<Others> {
  const { client } = stage;
  return {
    member: await addMember(stage, 'User'),
    privateAgent: await makeAgent(client, { name: 'Hidden', goal: hidden, access: { visibility: 'private' } }),
    openAgent: await makeAgent(client, { name: 'Not for this key', goal: hidden }),
  };
}

/** A person asks for an agent that is hidden from them, or a key for one it is not made for. */
async function rightsTrial({ client, clientFor }: Stage, index: number, others: Others): Promise<string[]> {
  const byKey = index % 4 === 1;
  const toolId = await askingTool(client, `Reach ${index}`, byKey ? others.openAgent : others.privateAgent);
  const agentId = await makeAgent(client, { name: `Asks ${index}`, tool_ids: [toolId], memory_enabled: false });
  let caller = others.member;
  if (byKey) {
    const body = { name: `Key ${index}`, scopes: ['agents:execute' as const], agent_ids: [agentId] };
    caller = clientFor((await client.call(createApiKey, { body })).key);
  }
  const { runId } = await ask(caller, agentId, `rights ${index}`);
  const run = await runOf(client, runId);
  const name = byKey ? 'a key for another agent' : 'a person who may not see it';
  const failures = run.children?.length === 0 ? [] : [`rights ${index}: ${name} reached the agent`];
  const tried = run.steps.some(({ kind }) => kind === 'tool');
  return tried ? failures : [...failures, `rights ${index}: nothing was tried, so this shows nothing`];
}
