import { chat } from '@agentforge/contracts/chat/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { assertInvariant } from '@agentforge/kernel/trust';
import type { StreamContext } from '../../platform/context.ts';
import { Streamed, streamVerb, type Verb } from '../../platform/verb.ts';
import type { AgentsPort, ChatAgent } from './chat.ports.ts';
import { findMessage } from './conversations.repository.ts';
import { encodeRun } from './encode-run.ts';
import { presentMessage, revealer } from './message-view.ts';
import { parseCursor, type ReaderDeps, readRun } from './read-run.ts';
import { findRun } from './runs.repository.ts';
import { type StartDeps, type Started, startRun } from './start-run.ts';
import { presentUsage } from './usage-view.ts';
import { readVault } from './pii-vault.repository.ts';

export interface SendDeps extends StartDeps, ReaderDeps {
  agents: AgentsPort;
}

export const eventStream = 'text/event-stream; charset=utf-8';
export const uiStreamHeaders = { 'x-vercel-ai-ui-message-stream': 'v1' };

/** The chat: the answer whole, or streamed. The run goes on whether the client waits or not. */
export function sendMessageVerb(deps: SendDeps): Verb {
  return streamVerb(chat, async (context, { params, body }) => {
    const agent = await deps.agents.forChat(context, params.agent_id, body.version ?? 'live');
    requireAgentOfKey(context, agent);
    const started = await startRun(context, deps, {
      agent,
      message: body.message,
      conversationId: body.conversation_id,
      timezone: body.timezone ?? 'UTC',
      isTest: body.version !== undefined,
    });
    const wantsStream = body.stream ?? context.request.accepts === 'text/event-stream';
    return wantsStream ? streamed(context, deps, agent, started) : whole(context, deps, agent, started);
  });
}

/** An API key may be limited to some agents; the others are not there for it. */
export function requireAgentOfKey(context: StreamContext, agent: ChatAgent): void {
  const { actor } = context;
  if (actor.kind !== 'api-key' || actor.agentIds === null || actor.agentIds.includes(agent.agentId)) return;
  throw notFound('agent');
}

async function streamed(context: StreamContext, deps: SendDeps, agent: ChatAgent, { run }: Started): Promise<Streamed> {
  const vault = await deps.vaults.open(context.tenantId, run.conversationId);
  const items = readRun(deps, { tenantId: context.tenantId, id: run.runId }, parseCursor(undefined), context.signal);
  const reveal = revealer(vault, agent.definition.guardrails.mask_pii);
  return new Streamed(eventStream, encodeRun({ ...run, reveal }, items), uiStreamHeaders);
}

async function whole(context: StreamContext, deps: SendDeps, agent: ChatAgent, { run, active }: Started) {
  const settled = await active?.settled;
  if (!settled) await untilSettled(context, deps, run.runId);
  return context.transaction(async (own) => {
    const row = await findRun(own.tx, run.runId);
    const message = await findMessage(own.tx, run.messageId);
    assertInvariant(row && message, 'an accepted run and its message are there');
    const vault = await deps.vaults.unseal(
      own.tenantId,
      run.conversationId,
      await readVault(own.tx, run.conversationId),
      own.tx,
    );
    const presented = presentMessage(message, revealer(vault, agent.definition.guardrails.mask_pii));
    return {
      conversation_id: run.conversationId,
      run_id: run.runId,
      message: presented,
      usage: presentUsage(row),
      finish_reason: finishReason(row.status, row.reasonCode),
      guardrails: presented.guardrails,
    };
  });
}

/** The run went to another process, or the request is a repetition: wait where everyone can, at the log. */
async function untilSettled(context: StreamContext, deps: SendDeps, runId: string): Promise<void> {
  const items = readRun(deps, { tenantId: context.tenantId, id: runId }, parseCursor(undefined), context.signal);
  for await (const item of items) if (item.kind === 'waiting') return;
}

export function finishReason(status: string, reasonCode: string | null): string {
  if (status === 'waiting_approval' || status === 'in_doubt') return 'tool-approval';
  if (status !== 'completed') return status === 'cancelled' ? 'cancelled' : 'error';
  return reasonCode === 'length' || reasonCode === 'content_filter' ? reasonCode.replace('_', '-') : 'stop';
}
