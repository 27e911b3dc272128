import type { AgentModels, Approvers, NamedThings } from './agents.ports.ts';

/** What this room needs of others. */
export interface AgentDeps {
  tools: NamedThings;
  knowledge: NamedThings;
  models: AgentModels;
  approvers: Approvers;
}
