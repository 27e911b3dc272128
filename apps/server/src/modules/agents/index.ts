export type { PublishedAgent, RunnableAgent, WantedVersion } from './agent-for-chat.ts';
export type { AgentDeps } from './agents.ports.ts';
export { type AgentsDoor, createAgentsRoom } from './agents.room.ts';
export { agents } from './agents.tables.ts';
export { currentAgent } from './current-agent.ts';
export { changesBetween } from './diff.ts';
export { agentNames, existingAgents } from './existing-agents.ts';
export { agentsUsingModels, agentsUsingTools } from './using-agents.ts';
