import type { Tx } from '@agentforge/db/database';
import type { AccessDoor } from '../modules/access/index.ts';
import type { AgentDeps } from '../modules/agents/index.ts';
import type { DraftingDeps } from '../modules/drafting/index.ts';
import { findUser, rolesOfUsers } from '../modules/identity/index.ts';
import { type KnowledgeDoor, listBaseRows } from '../modules/knowledge/index.ts';
import type { ModelsDoor } from '../modules/models/index.ts';
import type { RouterDoor } from '../modules/router/index.ts';
import type { ToolKnowledge } from '../modules/tools/index.ts';
import type { VerbContext } from '../platform/context.ts';

/** Approvers are users or roles; an id of either kind counts. */
export function approversOf(access: AccessDoor): AgentDeps['approvers'] {
  return {
    existing: async (tx: Tx, ids: readonly string[]) => {
      const found = new Set((await access.findRoles(tx, ids)).map((role) => role.id));
      for (const id of ids) if (!found.has(id) && (await findUser(tx, id))) found.add(id);
      return found;
    },
  };
}

/** Knowledge bases as tools and agents see them. */
export function knowledgeOf(
  knowledge: KnowledgeDoor,
): ToolKnowledge & AgentDeps['knowledge'] & DraftingDeps['knowledge'] {
  return {
    existing: async (tx, ids) => new Set((await knowledge.describeMany(tx, ids)).map((base) => base.id)),
    list: (tx) => listBaseRows(tx, { limit: 500 }),
    searchFor: (context) => knowledge.portFor(context.tenantId),
  };
}

/** Ids of the roles of whoever asks. */
export async function roleIdsOf(context: VerbContext): Promise<string[]> {
  const userId = context.requireUserId();
  return ((await rolesOfUsers(context.tx, [userId])).get(userId) ?? []).map((role) => role.id);
}

/** Models as agents see them. */
export function agentModels({ agentErrors }: ModelsDoor, router: RouterDoor): AgentDeps['models'] {
  return { candidates: (tenantId, wanted) => router.candidates(tenantId, wanted), agentErrors };
}
