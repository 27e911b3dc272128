import type { Tx } from '@agentforge/db/database';
import type { KnowledgePort } from '@agentforge/plugin-kit/tool';
import type { TenantContext } from '../../platform/context.ts';

/** What tools need of knowledge bases; the knowledge room provides it. */
export interface ToolKnowledge {
  /** Those of the ids that the tenant has. */
  existing(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Search for a tool call of this caller. Opens its own transactions. */
  searchFor(context: TenantContext): KnowledgePort;
}

/** Agents a tool may ask; the agents room provides it. */
export interface ToolAgents {
  /** Those of the ids that the tenant has. */
  existing(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** What tools need of agents; the agents room provides it. */
export interface ToolUsage {
  /** Agents the caller may see, per tool id; tools nobody uses may be absent. */
  agentsUsing(
    context: TenantContext & { tx: Tx },
    toolIds: readonly string[],
  ): Promise<ReadonlyMap<string, { id: string; name: string }[]>>;
}

/** Reads an OpenAPI document; the `api` plug-in provides it. Throws `AppError` for documents it cannot read. */
export type OpenApiImport = (
  documentText: string,
  options: { sourceUrl?: string },
) => {
  title: string;
  operations: { name: string; description: string; config: Record<string, unknown>; warnings: string[] }[];
};
