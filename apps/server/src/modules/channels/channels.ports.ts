import type { VerbContext } from '../../platform/context.ts';

/** Agents as models of an OpenAI client. */
export interface PublishedAgentsPort {
  list(context: VerbContext): Promise<{ agentId: string; slug: string; createdAt: string }[]>;
}
