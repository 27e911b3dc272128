export type { BoundTool } from './bind-tools.ts';
export type { ToolKnowledge, ToolUsage } from './tools.ports.ts';
export type { ToolName } from './tools.repository.ts';
export { createToolsRoom, type ToolsDoor } from './tools.room.ts';
