/**
 * `npm run bench -- stored [runs] [approvals]`: what a streamed message costs on an empty database, and again once
 * thousands of runs are stored and many wait for a decision. Prints the ratio (aim: within 10 %) and the memory at
 * every tenth of the way (aim: flat).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@agentforge/client/client';
import { createAgent, publishAgent } from '@agentforge/contracts/agents/endpoints';
import { login } from '@agentforge/contracts/identity/endpoints';
import { messageOf } from '@agentforge/kernel/errors';
import { startServices } from '../tooling/services/services.ts';
import { account, type Seeded, type Server, seedAgentForge, startAgentForge } from './agentforge.ts';
import { pinSelf } from './lib/child.ts';
import { load, median, percentile, type Target } from './lib/load.ts';
import { makePlace, startModels } from './lib/surroundings.ts';

const runs = Number(process.argv[2] ?? 10_000);
const approvals = Number(process.argv[3] ?? 1000);
const rounds = 5;
const perRound = 400;
const together = 16;

interface Cost {
  cpuMs: number;
  firstTokenP95: number;
}

function streamed(url: string, agentId: string, apiKey: string): Target {
  return {
    url: `${url}/api/v1/agents/${agentId}/chat`,
    headers: { authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ message: 'How is the weather?', stream: true }),
    last: 'token199',
  };
}

async function costOf({ child }: Server, target: Target): Promise<Cost> {
  const cpu: number[] = [];
  const first: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = await child.cpuMs();
    const { firstToken } = await load(target, perRound, together);
    await sleep(150);
    cpu.push(((await child.cpuMs()) - before) / perRound);
    first.push(percentile(firstToken, 0.95));
  }
  return { cpuMs: median(cpu), firstTokenP95: median(first) };
}

/** Leaves `approvals` runs behind whose call of the tool waits for a person. */
async function fillInbox({ url }: Server, seeded: Seeded): Promise<void> {
  const { access_token: token } = await createClient({ baseUrl: url }).call(login, { body: account });
  const client = createClient({ baseUrl: url, token: () => token });
  const { id } = await client.call(createAgent, {
    body: {
      name: 'Asking',
      goal: 'Asks before it acts.',
      model_id: 'calling/mock',
      tool_ids: [seeded.toolId],
      approval_policy: { rules: [{ action: 'ask' }] },
    },
  });
  await client.call(publishAgent, { params: { agent_id: id }, body: {} });
  let left = approvals;
  const ask = async () => {
    while (left > 0) {
      left -= 1;
      const answer = await fetch(`${url}/api/v1/agents/${id}/chat`, {
        method: 'POST',
        headers: { authorization: `Bearer ${seeded.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ message: 'How is the weather?', stream: false }),
      });
      const text = await answer.text();
      if (!text.includes('waiting')) throw new Error(`A run does not wait: ${text.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, ask));
}

async function measure(): Promise<void> {
  const { environment } = await startServices({ ldap: false });
  pinSelf(0);
  const models = await startModels(0);
  const place = await makePlace('postgresql', environment['AGENTFORGE_TEST_DATABASE_URL'] ?? '');
  const server = await startAgentForge(place, models, 1);
  try {
    const seeded = await seedAgentForge(server.url, models);
    const target = streamed(server.url, seeded.agentId, seeded.apiKey);
    await load(target, perRound, together);
    const before = await costOf(server, target);
    console.log(
      `empty: ${before.cpuMs.toFixed(2)} ms CPU a message, first token p95 ${before.firstTokenP95.toFixed(1)} ms`,
    );
    await fillInbox(server, seeded);
    for (let part = 1; part <= 10; part += 1) {
      await load(target, Math.ceil(runs / 10), together);
      console.log(`${Math.ceil(runs / 10) * part} runs stored: ${(await server.child.rssMb()).toFixed(0)} MB`);
    }
    const after = await costOf(server, target);
    const cpu = (after.cpuMs / before.cpuMs).toFixed(2);
    const first = (after.firstTokenP95 / before.firstTokenP95).toFixed(2);
    console.log(`${runs} runs stored, ${approvals} waiting: CPU × ${cpu}, first token p95 × ${first} (≤ 1.10)`);
  } finally {
    await server.child.stop();
    await models.child.stop();
    await place.remove();
  }
}

try {
  await measure();
} catch (error) {
  console.error(`The bench could not go on: ${messageOf(error)}`);
  process.exitCode = 1;
}
