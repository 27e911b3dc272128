export type { AgentsPort, BoundTool, ChatAgent, KnowledgeBinding, ModelsPort, ToolsPort } from './chat.ports.ts';
export { type ChatDeps, createChatRoom } from './chat.room.ts';
export type { ChatDoor } from './chat-door.ts';
export { countRecentConversations } from './conversations.repository.ts';
export type { ReadItem } from './read-run.ts';
export type { Started } from './start-run.ts';
export { usageByModel } from './usage.repository.ts';
