import { chat } from '@agentforge/contracts/chat/endpoints';
import type { StreamContext } from '../../platform/context.ts';
import { Streamed, streamVerb, type Verb } from '../../platform/verb.ts';
import { encodeRun, eventStream, liveRevealer, presentUsage, uiStreamHeaders } from '../runs/index.ts';
import type { ChatAgent } from './chat.ports.ts';
import { requireAgentOfKey, type SendDeps } from './send-deps.ts';
import { settledAnswer } from './settled-answer.ts';
import { type Started, startRun } from './start-run.ts';

/** The chat: the answer whole, or streamed. The run goes on whether the client waits or not. */
export function sendMessageVerb(deps: SendDeps): Verb {
  return streamVerb(chat, async (context, { params, body }) => {
    const agent = await deps.agents.forChat(context, params.agent_id, body.version ?? 'live');
    requireAgentOfKey(context, agent);
    const attachments = await deps.attachments.read(context.tenantId, body.attachments ?? [], context.signal);
    const started = await startRun(context, deps.runs, {
      agent,
      attachments,
      message: body.message,
      conversationId: body.conversation_id,
      timezone: body.timezone ?? 'UTC',
      channel: body.version === undefined ? 'chat' : 'test',
    });
    const wantsStream = body.stream ?? context.request.accepts === 'text/event-stream';
    return wantsStream ? streamed(context, deps, agent, started) : whole(context, deps, agent, started);
  });
}

async function streamed(
  context: StreamContext,
  deps: SendDeps,
  agent: ChatAgent,
  { run, given }: Started,
): Promise<Streamed> {
  const vault = given?.vault ?? (await deps.runs.vaults.open(context.tenantId, run.conversationId));
  const place = { tenantId: context.tenantId, id: run.runId };
  const items = deps.runs.readBatches(place, context.signal);
  const reveal = liveRevealer(vault, agent.definition.guardrails.mask_pii);
  return new Streamed(eventStream, encodeRun({ ...run, reveal }, items), uiStreamHeaders);
}

async function whole(context: StreamContext, deps: SendDeps, agent: ChatAgent, started: Started) {
  const { row, message } = await settledAnswer(context, deps.runs, agent, started);
  return {
    conversation_id: started.run.conversationId,
    run_id: started.run.runId,
    message,
    usage: presentUsage(row),
    finish_reason: finishReason(row.status, row.reasonCode),
    guardrails: message.guardrails,
  };
}

export function finishReason(status: string, reasonCode: string | null): string {
  if (status === 'waiting_approval' || status === 'in_doubt') return 'tool-approval';
  if (status !== 'completed') return status === 'cancelled' ? 'cancelled' : 'error';
  return reasonCode === 'length' || reasonCode === 'content_filter' ? reasonCode.replace('_', '-') : 'stop';
}
