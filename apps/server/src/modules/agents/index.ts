export type { AgentDeps } from './agent-deps.ts';
export type { PublishedAgent, RunnableAgent, WantedVersion } from './agent-for-chat.ts';
export { type AgentsDoor, createAgentsRoom } from './agents.room.ts';
export { agents } from './agents.tables.ts';
export { existingAgents } from './existing-agents.ts';
export { agentsUsingModels } from './model-usage.ts';
export { agentsUsingTools } from './tool-usage.ts';
