import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { Tx } from '@agentforge/db/database';
import { AppError, notFound } from '@agentforge/kernel/errors';
import type { TenantContext } from '../../platform/context.ts';
import { requireVisible } from './agents.policy.ts';
import { type AgentRow, findAgentByKey, listAgentRows } from './agents.repository.ts';
import type { AgentStatus } from './agents.tables.ts';
import { keepAgent, recentAgent } from './recent-agents.ts';
import { findVersion } from './versions.repository.ts';

export type WantedVersion = 'live' | 'draft' | number;

/** One agent as a run needs it. */
export interface RunnableAgent {
  agentId: string;
  slug: string;
  name: string;
  /** Number of the immutable version, or `draft`. */
  version: number | 'draft';
  definition: AgentDefinition;
  status: AgentStatus;
  access: AgentRow['access'];
  ownerId: string | null;
}

export interface PublishedAgent {
  agentId: string;
  slug: string;
  name: string;
  description: string;
  version: number;
  /** RFC 3339. */
  createdAt: string;
}

type Caller = TenantContext & { tx: Tx };

const mostKept = 1000;

/** Finds what a run runs. Versions never change, so their definitions are kept. */
export class RunnableAgents {
  readonly #definitions = new Map<string, AgentDefinition>();

  /**
   * `key` is an id or a slug. Throws `not_found` for agents the caller may not see and versions that are not there,
   * `rule_broken` for paused, archived and unpublished ones, `forbidden` for the draft without `agents:write`.
   */
  async forChat(context: Caller, key: string, wanted: WantedVersion): Promise<RunnableAgent> {
    const readAt = performance.now();
    const row = requireVisible(context, await findAgentByKey(context.tx, key));
    keepAgent(row, readAt);
    const { version, chosen } = choose(context, row, wanted);
    const definition = version === 'draft' ? row.definition : await this.#definition(context.tx, row, version);
    return chosen(definition);
  }

  /** The same rules over what was read a moment ago, without the database; null when that is not enough. */
  atHand(context: TenantContext, key: string, wanted: WantedVersion): RunnableAgent | null {
    const row = recentAgent(context.tenantId, key, performance.now());
    if (!row) return null;
    const { version, chosen } = choose(context, requireVisible(context, row), wanted);
    const definition = version === 'draft' ? row.definition : this.#definitions.get(nameOf(row, version));
    return definition ? chosen(definition) : null;
  }

  /** Live agents the caller may talk to, newest first. */
  async listPublished(context: Caller): Promise<PublishedAgent[]> {
    const rows = await listAgentRows(context, context.tx, { limit: 499, published: true, status: 'active' });
    return Promise.all(
      rows.map(async (row) => {
        const version = row.liveVersion ?? 0;
        const { name, description } = await this.#definition(context.tx, row, version);
        return { agentId: row.id, slug: row.slug, name, description, version, createdAt: row.createdAt };
      }),
    );
  }

  async #definition(tx: Tx, row: AgentRow, version: number): Promise<AgentDefinition> {
    const key = nameOf(row, version);
    const known = this.#definitions.get(key);
    if (known) return known;
    const found = await findVersion(tx, row.id, version);
    if (!found) throw notFound('version');
    this.#definitions.set(key, found.definition);
    const oldest = this.#definitions.size > mostKept ? this.#definitions.keys().next().value : undefined;
    if (oldest !== undefined) this.#definitions.delete(oldest);
    return found.definition;
  }
}

const nameOf = (row: AgentRow, version: number) => `${row.tenantId}/${row.id}/${version}`;

/** Which version of `row` the caller gets. Throws where they get none. */
function choose(context: TenantContext, row: AgentRow, asked: WantedVersion) {
  // Before anything is published, those who build an agent mean its draft.
  const wanted = asked === 'live' && row.liveVersion === null && context.can('agents:write') ? 'draft' : asked;
  requireAvailable(row, wanted);
  if (wanted === 'draft') requireEditor(context);
  const version = wanted === 'live' ? (row.liveVersion ?? 0) : wanted;
  const { id: agentId, slug, status, access, ownerId } = row;
  const chosen = (definition: AgentDefinition): RunnableAgent => {
    return { agentId, slug, name: definition.name, version, definition, status, access, ownerId };
  };
  return { version, chosen };
}

function requireAvailable(row: AgentRow, wanted: WantedVersion): void {
  const { name } = row.definition;
  const refused = (detail: string) => new AppError('rule_broken', { detail });
  if (row.status === 'archived') throw refused(`"${name}" is archived. Restore it before talking to it.`);
  // Editors try a paused agent's draft out; nobody else reaches it.
  if (row.status === 'paused' && wanted !== 'draft')
    throw refused(`"${name}" is paused right now. Try again later, or ask whoever looks after it.`);
  if (wanted === 'live' && row.liveVersion === null)
    throw refused(`"${name}" is not published yet. Publish it first, or try its draft.`);
}

function requireEditor(context: TenantContext): void {
  if (context.can('agents:write')) return;
  throw new AppError('forbidden', { detail: 'Only people who may edit agents can talk to a draft.' });
}
