import { notFound } from '@agentforge/kernel/errors';
import type { StreamContext } from '../../platform/context.ts';
import type { AttachmentReader } from './attachments.ts';
import type { AgentsPort, ChatAgent } from './chat.ports.ts';
import type { ReaderDeps } from './read-run.ts';
import type { StartDeps } from './start-run.ts';

export interface SendDeps extends StartDeps, ReaderDeps {
  agents: AgentsPort;
  attachments: AttachmentReader;
}

/** An API key may be limited to some agents; the others are not there for it. */
export function requireAgentOfKey(context: StreamContext, agent: ChatAgent): void {
  const { actor } = context;
  if (actor.kind !== 'api-key' || actor.agentIds === null || actor.agentIds.includes(agent.agentId)) return;
  throw notFound('agent');
}
