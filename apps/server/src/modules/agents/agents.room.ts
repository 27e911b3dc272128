import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { Tx } from '@agentforge/db/database';
import { AppError, notFound } from '@agentforge/kernel/errors';
import type { TenantContext, VerbContext } from '../../platform/context.ts';
import type { Room } from '../../platform/room.ts';
import { type PublishedAgent, type RunnableAgent, RunnableAgents, type WantedVersion } from './agent-for-chat.ts';
import { requireVisible } from './agents.policy.ts';
import type { AgentDeps } from './agents.ports.ts';
import { countAgents, findAgent } from './agents.repository.ts';
import { createAgentVerb } from './create-agent.ts';
import { parseDefinition } from './definition.ts';
import { deleteAgentVerb } from './delete-agent.ts';
import { diffVersionVerb } from './diff-version.ts';
import { duplicateAgentVerb } from './duplicate-agent.ts';
import { forgetDeleted } from './forget-deleted.handler.ts';
import { getAgentVerb } from './get-agent.ts';
import { getVersionVerb } from './get-version.ts';
import { listAgentsVerb } from './list-agents.ts';
import { listVersionsVerb } from './list-versions.ts';
import { insertNewAgent } from './new-agent.ts';
import { publishAgentVerb } from './publish-agent.ts';
import { replaceAgentVerb } from './replace-agent.ts';
import { restoreVersionVerb } from './restore-version.ts';
import { unpublishAgentVerb } from './unpublish-agent.ts';
import { updateAgentVerb } from './update-agent.ts';
import { findVersion } from './versions.repository.ts';

type Caller = TenantContext & { tx: Tx };

/** What other rooms ask of agents. Inside a transaction of the caller; `context` is a `VerbContext`. */
export interface AgentsDoor {
  /**
   * `key` is an id or a slug. Throws `not_found` for agents the caller may not see, `rule_broken` in plain words for paused,
   * archived and unpublished ones, `forbidden` for the draft without `agents:write`.
   */
  forChat(context: Caller, key: string, version: WantedVersion): Promise<RunnableAgent>;
  /** {@link forChat} without a transaction, from what was read a moment ago; null when it has to be read. */
  atHand(context: TenantContext, key: string, version: WantedVersion): RunnableAgent | null;
  /** What a version holds, for a run that is taken over. Throws `not_found`. */
  frozen(tx: Tx, agentId: string, version: number): Promise<AgentDefinition>;
  /** Live agents the caller may talk to, newest first. */
  listPublished(context: Caller): Promise<PublishedAgent[]>;
  /** Throws `not_found` for agents the caller may not see. */
  requireVisible(context: Caller, agentId: string): Promise<{ agentId: string; name: string; ownerId: string | null }>;
  /** The whole of a draft. Throws `not_found` for agents the caller may not see, `forbidden` for those they may not edit. */
  editable(context: Caller, agentId: string): Promise<{ agentId: string; slug: string; definition: AgentDefinition }>;
  /** A draft of the caller's own, as its endpoint answers it; `origin` is for the audit. Throws `invalid_input` naming fields. */
  createDraft(
    context: VerbContext,
    definition: unknown,
    origin: Record<string, unknown>,
  ): ReturnType<typeof insertNewAgent>;
  /** Of those the caller may see. */
  count(context: Caller): Promise<{ total: number; published: number }>;
}

export function createAgentsRoom(deps: AgentDeps): { room: Room; door: AgentsDoor } {
  const runnable = new RunnableAgents();
  const verbs = [
    listAgentsVerb(),
    createAgentVerb(deps),
    getAgentVerb(),
    updateAgentVerb(deps),
    replaceAgentVerb(deps),
    deleteAgentVerb(),
    duplicateAgentVerb(deps),
    publishAgentVerb(deps),
    unpublishAgentVerb(),
    listVersionsVerb(),
    getVersionVerb(),
    diffVersionVerb(),
    restoreVersionVerb(deps),
  ];
  const door: AgentsDoor = {
    forChat: (context, key, version) => runnable.forChat(context, key, version),
    atHand: (context, key, version) => runnable.atHand(context, key, version),
    frozen: async (tx, agentId, version) => {
      const found = await findVersion(tx, agentId, version);
      if (!found) throw notFound('version');
      return found.definition;
    },
    listPublished: (context) => runnable.listPublished(context),
    requireVisible: async (context, agentId) => {
      const row = requireVisible(context, await findAgent(context.tx, agentId));
      return { agentId: row.id, name: row.definition.name, ownerId: row.ownerId };
    },
    editable: async (context, agentId) => {
      const row = requireVisible(context, await findAgent(context.tx, agentId));
      if (!context.can('agents:write')) {
        throw new AppError('forbidden', { detail: 'Only people who may edit agents can export them.' });
      }
      return { agentId: row.id, slug: row.slug, definition: row.definition };
    },
    createDraft: (context, definition, origin) =>
      insertNewAgent(context, { definition: parseDefinition(definition, 'agent'), origin }),
    count: (context) => countAgents(context, context.tx),
  };
  return { room: { name: 'agents', verbs, listen: forgetDeleted }, door };
}
