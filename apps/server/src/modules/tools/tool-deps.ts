import type { PlatformServices } from '../../platform/services.ts';
import type { ToolKinds } from './tool-kinds.ts';
import type { ToolViewer } from './tool-view.ts';
import type { OpenApiImport, ToolAgents, ToolKnowledge, ToolUsage } from './tools.ports.ts';

/** What the verbs of this room share. */
export interface ToolServices extends Pick<PlatformServices, 'egress' | 'vault' | 'clock'> {
  kinds: ToolKinds;
  viewer: ToolViewer;
  knowledge: ToolKnowledge;
  agents: ToolAgents;
  usage: ToolUsage;
  importOpenApi: OpenApiImport;
}
