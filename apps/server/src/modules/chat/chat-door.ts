import type { StreamContext } from '../../platform/context.ts';
import { type ChildRequest, liveRevealer, type ReadItem } from '../runs/index.ts';
import type { ChatAgent } from './chat.ports.ts';
import { requireAgentOfKey, type SendDeps } from './send-deps.ts';
import { type SettledAnswer, settledAnswer } from './settled-answer.ts';
import { type ChildStartDeps, startChildRun } from './start-child-run.ts';
import { type RunClaim, type RunRequest, type Started, startRun, startRunOnce } from './start-run.ts';

/** What other surfaces use: the same runner, so that budgets, approvals and audit cannot differ. */
export interface ChatDoor {
  agent(context: StreamContext, reference: string): Promise<ChatAgent>;
  start(context: StreamContext, request: RunRequest): Promise<Started>;
  /** For events that their sender counts; null when this one was started before. */
  startOnce(context: StreamContext, request: RunRequest, once: RunClaim): Promise<Started | null>;
  /** For the call of another run, in its person's name. */
  startChild(request: ChildRequest): Promise<{ runId: string; agentName: string }>;
  read(context: StreamContext, runId: string): AsyncGenerator<ReadItem>;
  /** Waits until the run ends or waits for a person; answers what is kept, as its person sees it. */
  settled(context: StreamContext, agent: ChatAgent, started: Started): Promise<SettledAnswer>;
  /** Puts the person's own values back in streamed text. */
  revealFor(
    context: StreamContext,
    agent: ChatAgent,
    started: Started,
  ): Promise<((text: string) => string) | undefined>;
}

export function createChatDoor(send: SendDeps, children: ChildStartDeps): ChatDoor {
  return {
    agent: async (context, reference) => {
      const agent = await send.agents.forChat(context, reference, 'live');
      requireAgentOfKey(context, agent);
      return agent;
    },
    start: (context, request) => startRun(context, send.runs, request),
    startOnce: (context, request, once) => startRunOnce(context, send.runs, request, once),
    startChild: (request) => startChildRun(children, request),
    read: (context, runId) => send.runs.read({ tenantId: context.tenantId, id: runId }, context.signal),
    settled: (context, agent, started) => settledAnswer(context, send.runs, agent, started),
    revealFor: async (context, agent, { run, given }) => {
      const vault = given?.vault ?? (await send.runs.vaults.open(context.tenantId, run.conversationId));
      return liveRevealer(vault, agent.definition.guardrails.mask_pii);
    },
  };
}
