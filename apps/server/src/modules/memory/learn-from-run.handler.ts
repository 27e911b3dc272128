import { costOf, tokenUsage, worstCaseCost } from '@agentforge/agent-engine/cost';
import type { ModelPort } from '@agentforge/agent-engine/ports';
import { estimateMessageTokens, estimateTokens } from '@agentforge/agent-engine/tokens';
import type { Database, Tx } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import type { ModelRequest, ModelUsage } from '@agentforge/plugin-kit/model';
import type { JobFacts } from '../../platform/jobs/job.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import { answerTokens, extractionRequest, type KnownFact, type LearnedFact, learnedFacts } from './extract-facts.ts';
import { openValues, sealValues, valuesBehind } from './hidden-values.ts';
import type { MemoryBudgetsPort, MemoryMessagesPort, MemoryModelsPort } from './memory.ports.ts';
import { capMemories, keepMemory, listMemories } from './memory.repository.ts';
import { isPaused } from './memory-pauses.repository.ts';
import type { MemoryQueue } from './memory-queue.ts';
import { findMemoryRun, type MemoryRunRow, settleMemoryRun } from './memory-runs.repository.ts';

export interface LearnDeps {
  database: Database;
  vault: Vault;
  models: MemoryModelsPort;
  budgets: MemoryBudgetsPort;
  messages: MemoryMessagesPort;
  queue: MemoryQueue;
  /** This process knows that the tenant has memories. */
  keptIn(tx: Tx, tenantId: string): void;
}

interface Reading {
  run: MemoryRunRow;
  message: string;
  known: KnownFact[];
}

/** Reads one message for what is worth remembering. Only what its person wrote in a run nothing untrusted has entered. */
export async function learnFromRun(
  deps: LearnDeps,
  { tenantId, runId }: { tenantId: string; runId: string },
  facts: Pick<JobFacts, 'signal' | 'lastTry'>,
): Promise<void> {
  const { database } = deps;
  const reading = await database.withTenant(tenantId, (tx) => read(tx, deps, runId));
  if (reading === null) return;
  const fail = () => database.withTenant(tenantId, (tx) => settleMemoryRun(tx, runId, { state: 'failed' }));
  try {
    const answer = await ask(deps, tenantId, reading, facts.signal);
    if (answer === null) {
      await fail();
      return;
    }
    const learned = learnedFacts(answer.text, reading.message, reading.known) ?? [];
    await database.withTenant(tenantId, (tx) => keepLearned(tx, deps, tenantId, reading, learned, answer));
  } catch (error) {
    if (facts.lastTry || (AppError.is(error) && error.code === 'model_missing')) await fail();
    else throw error;
  }
}

/** Null when there is nothing to do (any more). */
async function read(tx: Tx, { messages }: LearnDeps, runId: string): Promise<Reading | null> {
  const run = await findMemoryRun(tx, runId);
  if (run?.state !== 'pending') return null;
  const message = await messages.text(tx, run.messageId);
  if (message === null || (await isPaused(tx, run))) {
    await settleMemoryRun(tx, runId, { state: 'done' });
    return null;
  }
  const rows = await listMemories(tx, run);
  const known = rows.map(({ id, topic, text, runId: from }) => ({ id, topic, text, fromHere: from === runId }));
  return { run, message, known };
}

interface Answer {
  text: string;
  usage: ModelUsage | undefined;
  costUsd: number | null;
}

/** Reserved and settled like any model call. Null when a limit leaves nothing for it. */
async function ask(
  { models, budgets }: LearnDeps,
  tenantId: string,
  { run, message, known }: Reading,
  signal: AbortSignal,
): Promise<Answer | null> {
  const model = await models.port(tenantId, (await models.savingRoute(tenantId)) ?? run.modelId);
  const { price } = model.describe();
  const request = extractionRequest(message, known, newId('request'));
  const estimatedInputTokens = request.messages.reduce((sum, one) => sum + estimateMessageTokens(one), 0);
  const { agentId, userId, conversationId } = run;
  const budget = budgets.port({ tenantId, agentId, userId, conversationId, runId: run.id }, true);
  const reservation = await budget.reserve({
    kind: 'model',
    estimatedInputTokens,
    maxOutputTokens: answerTokens,
    estimatedCostUsd: worstCaseCost(estimatedInputTokens, answerTokens, price),
  });
  if (!reservation.ok) return null;
  const answer: Answer = { text: '', usage: undefined, costUsd: null };
  try {
    await readAnswer(model, request, signal, answer);
  } finally {
    const silent = answer.text === '' && answer.usage === undefined;
    const inputTokens = silent ? 0 : (answer.usage?.inputTokens ?? estimatedInputTokens);
    const outputTokens = silent ? 0 : (answer.usage?.outputTokens ?? estimateTokens(answer.text));
    answer.costUsd = costOf(tokenUsage(answer.usage), price) ?? worstCaseCost(inputTokens, outputTokens, price);
    await budget.settle(reservation.id, { inputTokens, outputTokens, costUsd: answer.costUsd });
  }
  return answer;
}

const longestAnswer = 20_000;

async function readAnswer(model: ModelPort, request: ModelRequest, signal: AbortSignal, answer: Answer): Promise<void> {
  const bound = AbortSignal.any([signal, AbortSignal.timeout(60_000)]);
  for await (const part of model.stream(request, bound, () => undefined)) {
    if (part.type === 'text-delta') answer.text += part.text;
    if (part.type === 'finish') answer.usage = part.usage;
    if (answer.text.length > longestAnswer) return;
  }
}

async function keepLearned(
  tx: Tx,
  { vault, queue, keptIn }: LearnDeps,
  tenantId: string,
  { run }: Reading,
  learned: readonly LearnedFact[],
  { usage, costUsd }: Answer,
): Promise<void> {
  const tokens = { input_tokens: usage?.inputTokens ?? 0, output_tokens: usage?.outputTokens ?? 0 };
  const first = await settleMemoryRun(tx, run.id, { state: 'done', usage: tokens, costUsd });
  if (!first || (await isPaused(tx, run))) return;
  const values = await openValues(vault, { tenantId, row: `memory_runs/${run.id}` }, run.hiddenValues, tx);
  for (const { replaces, ...fact } of learned) {
    const behind = valuesBehind(fact.text, values);
    if (behind === null) continue;
    const id = newId('memory');
    const hiddenValues = await sealValues(vault, tx, { tenantId, row: `memories/${id}` }, behind);
    const source = { conversationId: run.conversationId, runId: run.id, messageId: run.messageId };
    await keepMemory(tx, tenantId, run, { id, ...fact, ...source, how: 'understood', hiddenValues, replaces });
  }
  if (learned.length === 0) return;
  keptIn(tx, tenantId);
  await capMemories(tx, run);
  await queue.embed(tx, { tenantId, userId: run.userId, agentId: run.agentId });
}
