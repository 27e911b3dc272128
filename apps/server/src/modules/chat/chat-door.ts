import type { RunEvent } from '@agentforge/agent-engine/events';
import type { StreamContext, VerbContext } from '../../platform/context.ts';
import type { ChatAgent } from './chat.ports.ts';
import { liveRevealer } from './message-view.ts';
import { parseCursor, type ReadItem, readRun } from './read-run.ts';
import { requireAgentOfKey, type SendDeps } from './send-deps.ts';
import { type SettledAnswer, settledAnswer } from './settled-answer.ts';
import { type RunRequest, type Started, startRun } from './start-run.ts';

/** What other surfaces use: the same runner, so that budgets, approvals and audit cannot differ. */
export interface ChatDoor {
  agent(context: StreamContext, reference: string): Promise<ChatAgent>;
  start(context: StreamContext, request: RunRequest): Promise<Started>;
  read(context: StreamContext, runId: string): AsyncGenerator<ReadItem>;
  /** Waits until the run ends or waits for a person; answers what is kept, as its person sees it. */
  settled(context: StreamContext, agent: ChatAgent, started: Started): Promise<SettledAnswer>;
  /** Puts the person's own values back in streamed text. */
  revealFor(
    context: StreamContext,
    agent: ChatAgent,
    started: Started,
  ): Promise<((text: string) => string) | undefined>;
  /** Keeps leases; workers also look for runs nobody drives. */
  startDriving(takeOver: boolean): Promise<void>;
  /** A person's decision on what a run waits for, in the caller's transaction. */
  decide(context: VerbContext, decision: { runId: string; event: RunEvent }): Promise<void>;
}

export function createChatDoor(send: SendDeps, own: Pick<ChatDoor, 'startDriving' | 'decide'>): ChatDoor {
  return {
    ...own,
    agent: async (context, reference) => {
      const agent = await send.agents.forChat(context, reference, 'live');
      requireAgentOfKey(context, agent);
      return agent;
    },
    start: (context, request) => startRun(context, send, request),
    read: (context, runId) =>
      readRun(send, { tenantId: context.tenantId, id: runId }, parseCursor(undefined), context.signal),
    settled: (context, agent, started) => settledAnswer(context, send, agent, started),
    revealFor: async (context, agent, { run, given }) => {
      const vault = given?.vault ?? (await send.vaults.open(context.tenantId, run.conversationId));
      return liveRevealer(vault, agent.definition.guardrails.mask_pii);
    },
  };
}
