import { notFound } from '@agentforge/kernel/errors';
import type { StreamContext } from '../../platform/context.ts';
import type { RunsDoor } from '../runs/index.ts';
import type { AttachmentReader } from './attachments.ts';
import type { ChatAgent, ChatAgentsPort } from './chat.ports.ts';

export interface SendDeps {
  runs: RunsDoor;
  agents: ChatAgentsPort;
  attachments: AttachmentReader;
}

/** An API key may be limited to some agents; the others are not there for it. */
export function requireAgentOfKey(context: StreamContext, agent: ChatAgent): void {
  const { actor } = context;
  if (actor.kind !== 'api-key' || actor.agentIds === null || actor.agentIds.includes(agent.agentId)) return;
  throw notFound('agent');
}
