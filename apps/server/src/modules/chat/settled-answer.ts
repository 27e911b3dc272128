import type { Message } from '@agentforge/contracts/chat/schemas';
import { assertInvariant } from '@agentforge/kernel/trust';
import type { StreamContext } from '../../platform/context.ts';
import { messageEnd, type RunRow, type RunsDoor, revealer, runEnd, type Settled } from '../runs/index.ts';
import type { ChatAgent } from './chat.ports.ts';
import { findMessage } from './conversations.repository.ts';
import { presentMessage } from './message-view.ts';
import type { Given, Started } from './start-run.ts';
import type { StartedRun } from './started-run.ts';

export interface SettledAnswer {
  row: Pick<RunRow, 'status' | 'reasonCode' | 'usage' | 'costUsd' | 'costIsLowerBound'>;
  message: Message;
}

/** The kept answer once its run is settled, here or elsewhere. */
export async function settledAnswer(
  context: StreamContext,
  runs: RunsDoor,
  agent: ChatAgent,
  { run, active, given }: Started,
): Promise<SettledAnswer> {
  const settled = await active?.settled;
  if (settled && given) return answerAtHand(agent, run, given, settled);
  if (!settled) await untilSettled(context, runs, run.runId);
  return context.transaction(async (own) => {
    const row = await runs.find(own.tx, run.runId);
    const message = await findMessage(own.tx, run.messageId);
    assertInvariant(row && message, 'an accepted run and its message are there');
    const vault = await runs.vaults.openIn(own.tx, own.tenantId, run.conversationId);
    return { row, message: presentMessage(message, revealer(vault, agent.definition.guardrails.mask_pii)) };
  });
}

/** What was just written, without reading it again. */
function answerAtHand(
  agent: ChatAgent,
  { conversationId, runId, messageId }: StartedRun,
  { vault, createdAt }: Given,
  { state, status }: Settled,
): SettledAnswer {
  const { mask_pii, no_store_pii } = agent.definition.guardrails;
  const row = {
    ...messageEnd(state, status),
    id: messageId,
    conversationId,
    runId,
    role: 'assistant',
    attachments: [],
    feedback: null,
    createdAt,
  };
  const reveal = no_store_pii ? undefined : revealer(vault, mask_pii);
  return { row: runEnd(state, { status }), message: presentMessage(row, reveal) };
}

/** The run went to another process, or the request is a repetition: wait where everyone can, at the log. */
async function untilSettled(context: StreamContext, runs: RunsDoor, runId: string): Promise<void> {
  const items = runs.read({ tenantId: context.tenantId, id: runId }, context.signal);
  for await (const item of items) if (item.kind === 'waiting') return;
}
