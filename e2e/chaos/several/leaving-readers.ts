import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@agentforge/client/client';
import { chat, getConversation, streamRun } from '@agentforge/contracts/chat/endpoints';
import type { ProofOptions, ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { answerTo } from '../support/chaos-model.ts';
import { type Part, partsOf } from '../support/parts.ts';
import { makeAgent } from '../support/seed.ts';
import { startTwoServers } from './two-servers.ts';

/** C02: readers leave in the middle of an answer and come back, here or at another process, with the id they saw last. */
export const leavingReaders: RunProof = {
  id: 'C02',
  promise:
    'readers that leave mid-answer and come back with Last-Event-ID, at this process or another, get the rest: the text is equal byte by byte, and the run went on without them',
  short: 100,
  full: 500,
  whenBroken: 20,
  breaks: ['cursor-off', 'cursor-gap'],
  needsPostgres: true,
  run,
};

const words = 60;
const atOnce = 6;

interface Reader {
  /** Clients of the processes. */
  clients: readonly [Client, Client];
  agentId: string;
  random: () => number;
  failures: string[];
  /** Times a reader came back, and at which process. */
  resumed: { here: number; elsewhere: number };
  trials: number;
}

async function run({ trials, seed, broken, databaseUrl }: ProofOptions): Promise<ProofReport> {
  const stage = await startTwoServers({
    databaseUrl: databaseUrl ?? '',
    broken,
    words,
    wordDelayMs: 15,
    embeddingDelayMs: 0,
  });
  const reader: Reader = {
    clients: [stage.client, stage.elsewhere],
    agentId: '',
    random: seededRandom(seed),
    failures: [],
    resumed: { here: 0, elsewhere: 0 },
    trials,
  };
  let answers = 0;
  try {
    reader.agentId = await makeAgent(stage.client);
    const talk = async (index: number) => {
      for (let count = 0; reader.resumed.here + reader.resumed.elsewhere < trials; count += 1) {
        await readInPieces(reader, `read-${index}-${count}`);
        answers += 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, (_, index) => talk(index)));
  } finally {
    await stage.close();
  }
  const { here, elsewhere } = reader.resumed;
  const figures = { answers, 'came back to the same process': here, 'to the other process': elsewhere };
  const { id, promise } = leavingReaders;
  return { id, promise, trials: here + elsewhere, seed, figures, failures: reader.failures, evidence: answers };
}

interface Read {
  text: string;
  cursor: string | null;
  runId: string;
  conversationId: string;
  finished: boolean;
}

/** One answer, read in pieces by somebody who leaves again and again. */
async function readInPieces(reader: Reader, name: string): Promise<void> {
  const { clients, agentId, failures, resumed } = reader;
  const read: Read = { text: '', cursor: null, runId: '', conversationId: '', finished: false };
  const body = { message: `question ${name}`, stream: true };
  await readSome(reader, read, (signal) => clients[0].stream(chat, { params: { agent_id: agentId }, body, signal }));
  for (let tries = 0; !read.finished && tries < 60; tries += 1) {
    if (reader.random() < 0.2) await sleep(reader.random() * 800);
    const other = reader.random() < 0.5;
    resumed[other ? 'elsewhere' : 'here'] += 1;
    const input = { params: { run_id: read.runId }, headers: { 'last-event-id': read.cursor ?? '' } };
    await readSome(reader, read, (signal) => clients[other ? 1 : 0].stream(streamRun, { ...input, signal }));
  }
  const expected = answerTo(name, words);
  if (!read.finished) failures.push(`${name}: the answer never ended`);
  else if (read.text !== expected) failures.push(`${name}: read ${differs(read.text, expected)}`);
  const kept = await clients[0].call(getConversation, { params: { conversation_id: read.conversationId } });
  const answer = kept.messages[1];
  if (answer?.content !== expected)
    failures.push(`${name}: kept as ${answer?.status} (${answer?.error}): ${differs(answer?.content ?? '', expected)}`);
}

/** Reads until the end, or leaves after a few parts. */
async function readSome(
  reader: Reader,
  read: Read,
  open: (signal: AbortSignal) => ReturnType<Client['stream']>,
): Promise<void> {
  const leave = new AbortController();
  const patience = setTimeout(() => leave.abort(), 20_000);
  let left = 1 + Math.floor(reader.random() * 14);
  try {
    for await (const part of partsOf(open(leave.signal))) {
      take(read, part);
      left -= 1;
      if (left <= 0 && read.runId !== '' && !read.finished) leave.abort();
    }
  } catch (error) {
    if (!leave.signal.aborted) throw error;
  } finally {
    clearTimeout(patience);
  }
}

function take(read: Read, part: Part): void {
  if (part.cursor !== null) read.cursor = part.cursor;
  if (part.type === 'text-delta') read.text += part.delta;
  if (part.type === 'finish') read.finished = true;
  if (part.type !== 'data-run') return;
  read.runId = part.data['run_id'] ?? '';
  read.conversationId = part.data['conversation_id'] ?? '';
}

function differs(text: string, expected: string): string {
  const at = [...expected].findIndex((_, index) => text[index] !== expected[index]);
  return `${text.length} characters instead of ${expected.length}, first other one at ${at === -1 ? expected.length : at}`;
}
