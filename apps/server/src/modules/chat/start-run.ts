import { createHash } from 'node:crypto';
import type { Guardrails } from '@agentforge/agent-engine/guardrails/create-guardrails';
import type { PiiVault } from '@agentforge/agent-engine/guardrails/vault';
import { AppError, notFound } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import type { StreamContext, VerbContext } from '../../platform/context.ts';
import { claimKey, keepAnswer } from '../../platform/idempotency.repository.ts';
import {
  type ActiveRun,
  type CheckedInput,
  checkMessage,
  guardrailsOf,
  type History,
  historyTurns,
  noHistory,
  type RunInput,
  type RunOrigin,
  type RunsDoor,
  type StoredAttachment,
} from '../runs/index.ts';
import type { ChatAgent } from './chat.ports.ts';
import {
  type ConversationRow,
  findConversation,
  historyBefore,
  insertConversation,
  insertExchange,
  touchConversation,
} from './conversations.repository.ts';
import { type ChildOrigin, inputOf } from './run-input-of.ts';
import { type StartedRun, startedAnswer } from './started-run.ts';

export interface RunRequest {
  agent: ChatAgent;
  message: string;
  conversationId?: string | undefined;
  timezone: string;
  channel: RunOrigin;
  attachments?: readonly StoredAttachment[];
  history?: RunInput['history'];
  /** Names who sent parts of the message that its person did not write; they are untrusted. */
  outside?: string;
  /** Set when the call of another run asks, not a person. */
  child?: ChildOrigin;
}

/** Counts an event once: both happen in the transaction that stores the run. */
export interface RunClaim {
  /** False: it was started before. */
  claim(own: VerbContext): Promise<boolean>;
  keep(own: VerbContext, run: StartedRun): Promise<void>;
}

export interface Given {
  /** The values behind the conversation's tokens; it grows while the run goes on. */
  vault: PiiVault;
  /** When the answer's message was made. */
  createdAt: string;
}

export interface Started {
  run: StartedRun;
  /** Null when the request was a repetition of one that is being or was handled. */
  active: ActiveRun | null;
  /** What only the request that started the run has at hand. */
  given: Given | null;
}

/**
 * Accepts a message: one short transaction stores it, the run with this process as its holder, and the audit record. Only
 * then is the run driven, so nothing is shown of a message that is not kept.
 */
export async function startRun(context: StreamContext, runs: RunsDoor, request: RunRequest): Promise<Started> {
  requireTaking(runs);
  const stored = await context.transaction(async (own) => {
    const repeated = await claim(own, request);
    if (repeated.answer) return { repeated: repeated.answer };
    const accepted = await accept(own, runs, request);
    if (repeated.claimId) await keepAnswer(own.tx, repeated.claimId, accepted.run);
    return { accepted };
  });
  if (stored.repeated) return { run: stored.repeated, active: null, given: null };
  return drive(context, runs, request, stored.accepted);
}

/** {@link startRun} for an event that is counted by its sender's id; null when it was started before. */
export async function startRunOnce(
  context: StreamContext,
  runs: RunsDoor,
  request: RunRequest,
  once: RunClaim,
): Promise<Started | null> {
  requireTaking(runs);
  const accepted = await context.transaction(async (own) => {
    if (!(await once.claim(own))) return null;
    const made = await accept(own, runs, request);
    await once.keep(own, made.run);
    return made;
  });
  return accepted && drive(context, runs, request, accepted);
}

function requireTaking(runs: RunsDoor): void {
  if (!runs.draining) return;
  throw new AppError('unavailable', {
    detail: 'The server is restarting. Send the message again in a moment.',
    retryAfterSeconds: 2,
  });
}

function drive(context: StreamContext, runs: RunsDoor, request: RunRequest, accepted: Accepted): Started {
  const { run, history, vault, input, createdAt } = accepted;
  const active = runs.drive(
    { tenantId: context.tenantId, id: run.runId },
    {
      run: {
        ...rowOf(request.agent, run),
        userId: context.requireUserId(),
        parentRunId: request.child?.parent.runId ?? null,
        input,
      },
      events: [],
      definition: request.agent.definition,
      history,
      vault,
    },
  );
  return { run, active, given: { vault, createdAt } };
}

function rowOf(agent: ChatAgent, run: StartedRun) {
  return {
    agentId: agent.agentId,
    agentVersion: agent.version,
    definition: agent.version === null ? { ...agent.definition } : null,
    conversationId: run.conversationId,
    userMessageId: run.userMessageId,
    messageId: run.messageId,
  };
}

interface Accepted {
  run: StartedRun;
  history: History;
  vault: PiiVault;
  input: RunInput;
  createdAt: string;
}

async function accept(own: VerbContext, runs: RunsDoor, request: RunRequest): Promise<Accepted> {
  const { agent } = request;
  const existing = await openConversation(own, runs, agent, request.conversationId);
  const conversationId = existing?.id ?? newId('conversation');
  const { vault, known } = await openVault(own, runs, request, conversationId, existing?.piiVault ?? null);
  const guardrails = guardrailsOf(agent.definition, vault);
  const checked = checkGiven(guardrails, request);
  const attachments = (request.attachments ?? []).map((file) => withoutPersonalData(guardrails, file));
  const sealed =
    vault.entries.length > known ? await runs.vaults.sealIn(own.tx, own.tenantId, conversationId, vault) : null;
  const now = own.now();
  const run: StartedRun = {
    runId: newId('run', now),
    conversationId,
    userMessageId: newId('message', now),
    // Ids of one exchange must sort in its order.
    messageId: newId('message', now + 1),
  };
  const input = inputOf(own, request, checked, attachments);
  const history = existing ? await historyBefore(own.tx, conversationId, run.userMessageId, historyTurns) : noHistory;
  // Sent one behind the other without waiting in between; the first that fails fails the transaction.
  const [, createdAt] = await Promise.all([
    existing
      ? touchConversation(own.tx, own.tenantId, conversationId, sealed)
      : openNew(own, agent, conversationId, checked.text, request.channel, sealed),
    insertExchange(own.tx, {
      tenantId: own.tenantId,
      ...run,
      content: checked.text,
      attachments,
      guardrails: checked.verdicts,
    }),
    runs.accept(own.tx, own.tenantId, {
      id: run.runId,
      ...rowOf(agent, run),
      userId: own.requireUserId(),
      origin: request.channel,
      input,
      ...(request.child ? { parent: request.child.parent } : {}),
    }),
  ]);
  own.audit({
    action: 'chat.send',
    resource: { kind: 'agents', id: agent.agentId },
    details: { run_id: run.runId, conversation_id: conversationId, version: agent.version ?? 'draft' },
  });
  return { run, history, vault, input, createdAt };
}

/** A run that another asked for goes on with the values of that one. `known`: how many the conversation has stored. */
async function openVault(
  own: VerbContext,
  runs: RunsDoor,
  { child }: RunRequest,
  conversationId: string,
  sealed: string | null,
): Promise<{ vault: PiiVault; known: number }> {
  if (child) return { vault: child.vault, known: 0 };
  const vault = await runs.vaults.unseal(own.tenantId, conversationId, sealed, own.tx);
  return { vault, known: vault.entries.length };
}

/** What others sent is also looked at for signs of steering, as what tools bring. */
function checkGiven(guardrails: Guardrails, { message, outside }: RunRequest): CheckedInput {
  const checked = checkMessage(guardrails, message);
  if (outside === undefined) return checked;
  const { verdicts } = guardrails.checkToolResult(checked.text);
  const steering = verdicts.filter(({ rule }) => rule === 'prompt_injection');
  return { ...checked, verdicts: [...checked.verdicts, ...steering] };
}

/** What people attach is checked like what tools bring: untrusted, and without values the model should not see. */
function withoutPersonalData(guardrails: Guardrails, file: StoredAttachment): StoredAttachment {
  if (file.text === undefined) return file;
  const { content } = guardrails.checkToolResult(file.text);
  return { ...file, text: typeof content === 'string' ? content : '' };
}

async function openConversation(
  own: VerbContext,
  runs: RunsDoor,
  agent: ChatAgent,
  conversationId: string | undefined,
): Promise<ConversationRow | null> {
  if (conversationId === undefined) return null;
  const found = await findConversation(own.tx, conversationId, own.requireUserId());
  if (found?.agentId !== agent.agentId) throw notFound('conversation');
  if ((await runs.activeOf(own.tx, conversationId)) !== null) {
    throw new AppError('conflict', {
      detail: 'The agent is still busy with your last message. Wait for the answer or stop it first.',
    });
  }
  return found;
}

function openNew(
  own: VerbContext,
  agent: ChatAgent,
  id: string,
  text: string,
  channel: string,
  piiVault: string | null,
): Promise<void> {
  const title = text.replace(/\s+/g, ' ').trim().slice(0, 80);
  return insertConversation(own.tx, {
    tenantId: own.tenantId,
    id,
    agentId: agent.agentId,
    userId: own.requireUserId(),
    title,
    channel,
    piiVault,
  });
}

async function claim(
  own: VerbContext,
  request: RunRequest,
): Promise<{ answer: StartedRun | null; claimId: string | null }> {
  const key = own.request.idempotencyKey;
  if (key === undefined) return { answer: null, claimId: null };
  const { agent, message, conversationId } = request;
  const same = JSON.stringify([agent.agentId, agent.version, message, conversationId ?? null]);
  const result = await claimKey(own.tx, {
    principal: own.requireUserId(),
    operation: 'chat.send',
    key,
    requestHash: createHash('sha256').update(same).digest('hex'),
  });
  if (result.kind === 'claimed') return { answer: null, claimId: result.id };
  own.reply.headers['idempotency-replayed'] = 'true';
  return { answer: startedAnswer.parse(result.answer), claimId: null };
}
