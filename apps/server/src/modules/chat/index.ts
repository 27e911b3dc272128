export { type ChatDeps, type ChatDoor, createChatRoom } from './chat.room.ts';
export type { AgentsPort, BoundTool, ChatAgent, KnowledgeBinding, ModelsPort, ToolsPort } from './chat.ports.ts';
