import type { Client } from '@agentforge/client/client';
import { chat, getConversation, listMyConversations } from '@agentforge/contracts/chat/endpoints';
import type { KillProof, KillStage, KillWorkload } from '../proof.ts';
import type { LedgerEntry } from '../support/ledger.ts';
import { allPages } from '../support/pages.ts';
import { partsOf } from '../support/parts.ts';
import { makeAgent } from '../support/seed.ts';
import { waitForRun } from '../support/wait-for-run.ts';

/** C01: the process is killed at a random moment while answers stream; what was acknowledged is there, once, and ends. */
export const killWhileChatting: KillProof = {
  id: 'C01',
  promise: 'killed while answers stream: no acknowledged message is lost or doubled, and each answer ends in 30 s',
  short: 30,
  full: 200,
  whenBroken: 1,
  breaks: ['takeover-off'],
  workload: createWorkload,
};

const atOnce = 4;

function createWorkload({ ledger }: KillStage): KillWorkload {
  const failures: string[] = [];
  let agentId = '';
  let slowest = 0;

  async function talk(client: Client, name: string): Promise<void> {
    const message = `question ${name}`;
    ledger.send(name, { message });
    try {
      const events = client.stream(chat, { params: { agent_id: agentId }, body: { message, stream: true } });
      for await (const part of partsOf(events)) {
        if (part.type === 'data-run') ledger.acknowledge(name, part.data);
      }
    } catch {
      // The connection died with the process: that is the point.
    }
  }

  return {
    prepare: async (client) => {
      agentId = await makeAgent(client, { name: 'Chats' });
    },
    work: async (client, trial) => {
      await Promise.all(Array.from({ length: atOnce }, (_, index) => talk(client, `chat-${trial}-${index}`)));
    },
    recover: async (client, trial) => {
      const started = Date.now();
      for (const { id, acknowledged } of ledger.read().filter((entry) => entry.id.startsWith(`chat-${trial}-`))) {
        const runId = acknowledged?.['run_id'];
        if (runId === undefined) continue;
        const status = await waitForRun(client, runId, started);
        if (status === null) failures.push(`${id}: the run did not end within 30 s`);
      }
      slowest = Math.max(slowest, Date.now() - started);
    },
    check: async (client) => {
      const entries = ledger.read();
      for (const entry of entries) if (entry.acknowledged) failures.push(...(await checkKept(client, entry)));
      failures.push(...(await checkTitles(client, agentId, entries)));
      return failures;
    },
    figures: () => {
      const acknowledged = ledger.read().filter((entry) => entry.acknowledged !== null).length;
      return { acknowledged, 'slowest end after a restart, ms': slowest };
    },
  };
}

async function checkKept(client: Client, { id, sent, acknowledged }: LedgerEntry): Promise<string[]> {
  const conversationId = acknowledged?.['conversation_id'] ?? '';
  const conversation = await client
    .call(getConversation, { params: { conversation_id: conversationId } })
    .catch(() => null);
  const messages = conversation?.messages ?? [];
  const mine = messages.filter((message) => message.role === 'user' && message.content === sent['message']);
  if (mine.length !== 1) return [`${id}: kept ${mine.length} times`];
  if (messages.length !== 2) return [`${id}: ${messages.length} messages instead of 2`];
  const answer = messages[1];
  if (answer?.status === 'complete' && answer.content === '') return [`${id}: complete without a text`];
  if (answer?.status === 'streaming') return [`${id}: its answer never ended`];
  return [];
}

/** A request without an acknowledgement counted wholly or not at all, and no request counted twice. */
async function checkTitles(client: Client, agentId: string, entries: readonly LedgerEntry[]): Promise<string[]> {
  const conversations = await allPages((cursor) =>
    client.call(listMyConversations, { query: { limit: 100, ...cursor } }),
  );
  const mine = conversations.filter((one) => one.agent_id === agentId);
  const failures: string[] = [];
  for (const { id, sent } of entries) {
    const found = mine.filter(({ title }) => title === sent['message']);
    if (found.length > 1) failures.push(`${id}: ${found.length} conversations instead of one`);
    for (const one of found) if (one.messages_count !== 2) failures.push(`${id}: half a conversation`);
  }
  return failures;
}
