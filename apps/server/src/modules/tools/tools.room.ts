import type { Tx } from '@agentforge/db/database';
import type { ToolPlugin } from '@agentforge/plugin-kit/tool';
import type { Room } from '../../platform/room.ts';
import type { PlatformServices } from '../../platform/services.ts';
import { type BoundTool, ToolBinder } from './bind-tools.ts';
import { createToolVerb } from './create-tool.ts';
import { deleteToolVerb } from './delete-tool.ts';
import { duplicateToolVerb } from './duplicate-tool.ts';
import { getToolVerb } from './get-tool.ts';
import { importOpenApiVerb } from './import-openapi.ts';
import { listToolTypesVerb } from './list-tool-types.ts';
import { listToolsVerb } from './list-tools.ts';
import { replaceToolVerb } from './replace-tool.ts';
import { testToolVerb } from './test-tool.ts';
import { testToolDraftVerb } from './test-tool-draft.ts';
import type { ToolServices } from './tool-deps.ts';
import { ToolKinds } from './tool-kinds.ts';
import { createToolViewer } from './tool-view.ts';
import type { OpenApiImport, ToolAgents, ToolKnowledge, ToolUsage } from './tools.ports.ts';
import { countTools, findToolNames, listToolNames, type ToolName } from './tools.repository.ts';
import { updateToolVerb } from './update-tool.ts';

export interface ToolsDeps extends Pick<PlatformServices, 'egress' | 'vault' | 'clock'> {
  plugins: readonly ToolPlugin[];
  knowledge: ToolKnowledge;
  agents: ToolAgents;
  usage: ToolUsage;
  importOpenApi: OpenApiImport;
}

/** What other rooms ask of tools. */
export interface ToolsDoor {
  /** Active tools ready to be called, in the order given; those that are gone or switched off are left out. */
  bind(tx: Tx, toolIds: readonly string[]): Promise<BoundTool[]>;
  /** Names and states of those that exist, in no order. */
  describeMany(tx: Tx, ids: readonly string[]): Promise<ToolName[]>;
  /** Those of the ids that the tenant has. */
  existing(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Names of all tools, newest first, 500 at most. */
  list(tx: Tx): Promise<ToolName[]>;
  count(tx: Tx): Promise<number>;
}

export function createToolsRoom(deps: ToolsDeps): { room: Room; door: ToolsDoor } {
  const kinds = new ToolKinds(deps.plugins);
  const services: ToolServices = { ...deps, kinds, viewer: createToolViewer(kinds, deps.usage) };
  const binder = new ToolBinder(services);
  const verbs = [
    listToolTypesVerb(kinds),
    listToolsVerb(services.viewer),
    createToolVerb(services),
    importOpenApiVerb(services),
    testToolDraftVerb(services),
    getToolVerb(services.viewer),
    updateToolVerb(services),
    replaceToolVerb(services),
    deleteToolVerb(),
    testToolVerb(services),
    duplicateToolVerb(services),
  ];
  const door: ToolsDoor = {
    bind: (tx, toolIds) => binder.bind(tx, toolIds),
    describeMany: findToolNames,
    existing: async (tx, ids) => new Set((await findToolNames(tx, ids)).map((row) => row.id)),
    list: listToolNames,
    count: countTools,
  };
  return { room: { name: 'tools', verbs }, door };
}
