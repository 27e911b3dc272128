import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { Actor, Principal, StreamContext } from '../../platform/context.ts';

/** An agent as a chat needs it: one version's definition, frozen. */
export interface ChatAgent {
  agentId: string;
  slug: string;
  name: string;
  /** Null for the draft. */
  version: number | null;
  definition: AgentDefinition;
}

export interface ChatAgentsPort {
  /** By id or slug, for this person. Throws `not_found`, `forbidden`, or `rule_broken` for paused and unpublished ones. */
  forChat(context: StreamContext, reference: string, version: 'live' | 'draft' | number): Promise<ChatAgent>;
}

/** The people whose rights a run asks other agents with. */
export interface ChatPeoplePort {
  /** Their rights at this moment; null when they are disabled or gone. */
  inNameOf(tenantId: string, userId: string, actor: Actor): Promise<Principal | null>;
}
