import type { Client } from '@agentforge/client/client';
import { ApiError } from '@agentforge/client/problem';
import { chat, listMyConversations } from '@agentforge/contracts/chat/endpoints';
import { createKnowledgeBase, listKnowledgeBases } from '@agentforge/contracts/knowledge/endpoints';
import type { KillProof, KillStage, KillWorkload } from '../proof.ts';
import { allPages } from '../support/pages.ts';
import { makeAgent } from '../support/seed.ts';

/** C18: a client repeats a POST with its Idempotency-Key because it cannot know whether the first one counted. */
export const killWhileRepeating: KillProof = {
  id: 'C18',
  promise:
    'killed while clients create things: repeated with the same key there is one, and another body is refused (422)',
  short: 30,
  full: 200,
  whenBroken: 2,
  breaks: ['idempotency-off', 'chat-idempotency-off'],
  workload: createWorkload,
};

type Kind = 'base' | 'chat';
const mostPerTrial = 6;

function createWorkload({ ledger }: KillStage): KillWorkload {
  const failures: string[] = [];
  let agentId = '';
  let unanswered = 0;

  /** Answers the id of what was made. */
  async function send(client: Client, kind: Kind, key: string, text: string): Promise<string> {
    const headers = { 'idempotency-key': key };
    if (kind === 'base') return (await client.call(createKnowledgeBase, { headers, body: { name: text } })).id;
    const body = { message: text, stream: false };
    return (await client.call(chat, { headers, params: { agent_id: agentId }, body })).run_id;
  }

  async function sendUntilKilled(client: Client, kind: Kind, trial: number): Promise<void> {
    for (let index = 0; index < mostPerTrial; index += 1) {
      const key = `${kind}-${trial}-${index}`;
      ledger.send(key, { kind });
      try {
        ledger.acknowledge(key, { made: await send(client, kind, key, `effects ${key}`) });
      } catch {
        return;
      }
    }
  }

  async function repeat(client: Client, key: string, kind: Kind, made: string | undefined): Promise<void> {
    if (made === undefined) unanswered += 1;
    const again = await send(client, kind, key, `effects ${key}`);
    if (made !== undefined && again !== made) failures.push(`${key}: repeated, it answered something else`);
    const other = await send(client, kind, key, `another ${key}`).then(
      () => 200,
      (error: unknown) => (error instanceof ApiError ? error.status : 0),
    );
    if (other !== 422) failures.push(`${key}: another body was answered with ${other}`);
  }

  return {
    prepare: async (client) => {
      agentId = await makeAgent(client, { name: 'Repeats' });
    },
    work: async (client, trial) => {
      await Promise.all([sendUntilKilled(client, 'base', trial), sendUntilKilled(client, 'chat', trial)]);
    },
    recover: async (client, trial) => {
      const mine = ledger.read().filter(({ id }) => id.split('-')[1] === String(trial));
      for (const { id, sent, acknowledged } of mine)
        await repeat(client, id, sent['kind'] === 'chat' ? 'chat' : 'base', acknowledged?.['made']);
    },
    check: async (client) => {
      const bases = await allPages((cursor) => client.call(listKnowledgeBases, { query: { limit: 100, ...cursor } }));
      const chats = await allPages((cursor) => client.call(listMyConversations, { query: { limit: 100, ...cursor } }));
      const names = [...bases.map(({ name }) => name), ...chats.map(({ title }) => title)];
      for (const { id } of ledger.read()) {
        const found = names.filter((name) => name === `effects ${id}`).length;
        if (found !== 1) failures.push(`${id}: there are ${found}`);
      }
      return failures;
    },
    figures: () => ({ requests: ledger.read().length, 'repeated without an answer to the first': unanswered }),
  };
}
