export type { ChatAgent } from './chat.ports.ts';
export { type ChatDeps, createChatRoom } from './chat.room.ts';
export type { ChatDoor } from './chat-door.ts';
export { conversationsOfRuns, countRecentConversations, userMessageText } from './conversations.repository.ts';
