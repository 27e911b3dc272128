import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { json, moment } from '@agentforge/db/column-types';
import { tenantReference, tenantTable, timestamps } from '@agentforge/db/tenant-table';
import { sql } from 'drizzle-orm';
import { index, integer, text, unique } from 'drizzle-orm/pg-core';

export type AgentStatus = 'draft' | 'active' | 'paused' | 'archived';

/** An agent and its draft. What runs is a published version, never this row. */
export const agents = tenantTable(
  'agents',
  {
    slug: text('slug').notNull(),
    definition: json<AgentDefinition>('definition').notNull(),
    /** Fingerprints, so that a list can tell which drafts differ from what is live without reading versions. */
    draftHash: text('draft_hash').notNull(),
    liveHash: text('live_hash'),
    status: text('status').$type<AgentStatus>().notNull().default('draft'),
    access: json<{ visibility: 'private' | 'everyone' }>('access').notNull(),
    ownerId: text('owner_id'),
    liveVersion: integer('live_version'),
    lastVersion: integer('last_version').notNull().default(0),
    revision: integer('revision').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    unique('agents_slug').on(table.tenantId, table.slug),
    index('agents_tools').using('gin', sql`(${table.definition} -> 'tool_ids')`),
  ],
);

/** A frozen definition. Append-only in the database too: no role but the system's may change or delete a row. */
export const agentVersions = tenantTable(
  'agent_versions',
  {
    agentId: text('agent_id').notNull(),
    version: integer('version').notNull(),
    definition: json<AgentDefinition>('definition').notNull(),
    note: text('note').notNull(),
    publishedBy: text('published_by'),
    publishedByLabel: text('published_by_label').notNull(),
    publishedAt: moment('published_at').notNull().default(sql`now()`),
  },
  (table) => [
    unique('agent_versions_once').on(table.tenantId, table.agentId, table.version),
    tenantReference({ from: [table.tenantId, table.agentId], to: agents, onDelete: 'cascade' }),
  ],
);
