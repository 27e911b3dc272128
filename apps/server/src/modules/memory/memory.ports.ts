import type { BudgetPort, ModelPort } from '@agentforge/agent-engine/ports';
import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { Tx } from '@agentforge/db/database';
import type { EmbeddingModel } from '@agentforge/plugin-kit/model';

export interface MemoryAgentsPort {
  /** What an agent is now: its live version, else its draft. Null when it is not there. */
  current(tx: Tx, agentId: string): Promise<AgentDefinition | null>;
}

export interface MemoryModelsPort {
  /** Throws `model_missing`. */
  port(tenantId: string, wanted: string | null): Promise<ModelPort>;
  /** The route for what need not be the best model: `cheap`, else `fast`; null when neither is set. */
  savingRoute(tenantId: string): Promise<string | null>;
  /** Null when no embedding model is configured. */
  embedding(tenantId: string, wanted: null): Promise<{ model: EmbeddingModel } | null>;
}

export interface MemoryBudgetsPort {
  port(
    subject: { tenantId: string; agentId: string; userId: string; conversationId: string; runId: string },
    begun: boolean,
  ): BudgetPort;
}

export interface MemoryMessagesPort {
  /** A person's message as it is kept, with tokens for personal data; null when it is gone. */
  text(tx: Tx, messageId: string): Promise<string | null>;
}

export interface MemoryRunsPort {
  /** Null when it is not there. */
  find(
    tx: Tx,
    runId: string,
  ): Promise<{ userId: string; agentId: string; conversationId: string; userMessageId: string } | null>;
}
