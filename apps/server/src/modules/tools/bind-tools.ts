import type { Tx } from '@agentforge/db/database';
import type { EgressClient } from '@agentforge/plugin-kit/http';
import type { ToolFunction } from '@agentforge/plugin-kit/tool';
import { allowedHostsOf } from './allowed-hosts.ts';
import { openToolConfig } from './tool-config.ts';
import type { ToolServices } from './tool-deps.ts';
import { functionsOf } from './tool-kinds.ts';
import { toolPlace } from './tool-place.ts';
import { findTools, type ToolRow } from './tools.repository.ts';

/** An active tool with its secrets inside its functions, ready for a run. */
export interface BoundTool {
  toolId: string;
  toolName: string;
  type: string;
  /** Names are unique among the tools bound together. */
  functions: ToolFunction[];
  /** Revision of the tool. */
  version: number;
  /** For `ToolContext.http`: reaches only the hosts of the tool's own settings. */
  http: EgressClient;
  /** Milliseconds one call may take. */
  timeoutMs: number;
}

const mostKept = 2000;

/** Opens tools for runs and keeps them by revision: secrets are unsealed once per change, not per message. */
export class ToolBinder {
  readonly #services: Pick<ToolServices, 'egress' | 'kinds' | 'vault'>;
  readonly #bound = new Map<string, BoundTool>();

  constructor(services: Pick<ToolServices, 'egress' | 'kinds' | 'vault'>) {
    this.#services = services;
  }

  /** In the order of `toolIds`. Absent, inactive and foreign tools, and kinds this installation lacks, are left out. */
  async bind(tx: Tx, toolIds: readonly string[]): Promise<BoundTool[]> {
    const rows = new Map((await findTools(tx, toolIds)).map((row) => [row.id, row]));
    const bound: BoundTool[] = [];
    for (const id of new Set(toolIds)) {
      const row = rows.get(id);
      const tool = row?.isActive ? await this.#open(tx, row) : null;
      if (tool) bound.push(tool);
    }
    return withUniqueNames(bound);
  }

  async #open(tx: Tx, row: ToolRow): Promise<BoundTool | null> {
    const key = `${row.tenantId}/${row.id}`;
    const known = this.#bound.get(key);
    if (known?.version === row.revision) return known;
    const plugin = this.#services.kinds.find(row.type);
    if (!plugin) return null;
    const config = await openToolConfig(this.#services.vault, toolPlace(row.tenantId, row.id), row, tx);
    if (!plugin.config.safeParse(config).success) return null;
    const seconds = config['timeout_seconds'];
    const tool: BoundTool = {
      toolId: row.id,
      toolName: row.name,
      type: row.type,
      functions: functionsOf(plugin, row, config),
      version: row.revision,
      http: this.#services.egress.client({ allowedHosts: allowedHostsOf(config) }),
      timeoutMs: (typeof seconds === 'number' ? seconds : 30) * 1000,
    };
    this.#keep(key, tool);
    return tool;
  }

  #keep(key: string, tool: BoundTool): void {
    this.#bound.delete(key);
    this.#bound.set(key, tool);
    const oldest = this.#bound.size > mostKept ? this.#bound.keys().next().value : undefined;
    if (oldest !== undefined) this.#bound.delete(oldest);
  }
}

function withUniqueNames(tools: readonly BoundTool[]): BoundTool[] {
  const taken = new Set<string>();
  const unique = (name: string): string => {
    let free = name;
    for (let next = 2; taken.has(free); next += 1) free = `${name.slice(0, 60)}_${next}`;
    taken.add(free);
    return free;
  };
  return tools.map((tool) => ({
    ...tool,
    functions: tool.functions.map((entry) => ({ ...entry, name: unique(entry.name) })),
  }));
}
