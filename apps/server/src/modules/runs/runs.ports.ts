import type { PiiVault } from '@agentforge/agent-engine/guardrails/vault';
import type { BudgetPort, ModelPort } from '@agentforge/agent-engine/ports';
import type { RunState } from '@agentforge/agent-engine/run-state';
import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { Tx } from '@agentforge/db/database';
import type { EgressClient } from '@agentforge/plugin-kit/http';
import type { ToolFunction } from '@agentforge/plugin-kit/tool';
import type { RunLimits } from './capped-budget.ts';
import type { MessageEnd } from './project-run.ts';

export interface AgentsPort {
  /** A published version, for taking a run over. */
  frozen(tenantId: string, agentId: string, version: number): Promise<AgentDefinition>;
  /** The same inside a transaction. */
  frozenIn(tx: Tx, agentId: string, version: number): Promise<AgentDefinition>;
  /** Those of `ids` that are agents of the transaction's tenant. */
  existing(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** A tool of the tenant, its config opened, ready to be called. */
export interface BoundTool {
  toolId: string;
  toolName: string;
  functions: readonly ToolFunction[];
  /** Its own way out, limited to the hosts it was set up for. */
  http: EgressClient;
}

export interface ToolsPort {
  /** Active tools among `toolIds`; function names are unique over all of them. */
  bind(tenantId: string, toolIds: readonly string[]): Promise<BoundTool[]>;
  /** The same inside a transaction. */
  bindIn(tx: Tx, toolIds: readonly string[]): Promise<BoundTool[]>;
}

export interface KnowledgeBinding {
  /** One search function per knowledge base. */
  bind(tenantId: string, knowledgeBaseIds: readonly string[]): Promise<BoundTool[]>;
}

export interface ModelsPort {
  /** The wanted model or route with its retries and fallbacks, as one. Throws `model_missing`. */
  port(
    tenantId: string,
    wanted: string | null,
    facts: { question: string; images: boolean; tools: boolean },
  ): Promise<ModelPort>;
  /** The route for those who must save; null when none is set. */
  cheapRoute(tenantId: string): Promise<string | null>;
  /** The route for what need not be the best model: `cheap`, else `fast`; null when neither is set. */
  savingRoute(tenantId: string): Promise<string | null>;
}

/** What was said before, as a run is told it. */
export interface HistoryTurn {
  id: string;
  role: string;
  content: string;
  attachments: readonly unknown[];
  /** Where its content came from: `untrusted`, `private`, `secret`. */
  labels: readonly unknown[];
}

/** A conversation before a run: its newest turns, oldest first, and what those before them were about. */
export interface History {
  turns: readonly HistoryTurn[];
  summary: { text: string; labels: readonly unknown[] } | null;
}

export const noHistory: History = { turns: [], summary: null };

/** The conversation a run answers in. All of it happens in the transaction of the caller. */
export interface ConversationsPort {
  /** The newest `limit` messages before this one that no summary covers. */
  historyBefore(tx: Tx, conversationId: string, messageId: string, limit: number): Promise<History>;
  /** What the conversation up to and with message `through` was about, for the runs to come. */
  keepSummary(
    tx: Tx,
    tenantId: string,
    conversationId: string,
    made: { through: string; text: string; labels: readonly unknown[]; model_id: string; runId: string },
  ): Promise<void>;
  /** The sealed values behind the conversation's tokens. */
  readVault(tx: Tx, conversationId: string): Promise<string | null>;
  keepVault(tx: Tx, tenantId: string, conversationId: string, sealed: string | null): Promise<void>;
  /** Brings the answer's message to what the log says. */
  settleMessage(tx: Tx, tenantId: string, messageId: string, end: MessageEnd): Promise<void>;
}

/** Whom a run counts for. */
export interface BudgetSubject {
  tenantId: string;
  agentId: string;
  userId: string;
  conversationId: string;
  runId: string;
}

/** What agents keep in mind of a person. */
export interface MemoryPort {
  /** `storesValues`: whether the agent stores personal data; else memories with such are left out. */
  recall(whose: Whose, question: string, storesValues: boolean): Promise<readonly RecalledMemory[]>;
  keep(tx: Tx, whose: Whose, said: Said): Promise<void>;
}

export interface RecalledMemory {
  text: string;
  source: string;
  /** What stands behind the tokens of `text`. */
  values: PiiVault;
}

/** What a person said in a run that has ended well. */
export interface Said {
  /** Their own words, with tokens for personal data. */
  message: string;
  conversationId: string;
  runId: string;
  messageId: string;
  /** Values behind the tokens; null when the agent stores none. */
  values: PiiVault | null;
  /** Whether anything untrusted has entered the run. */
  tainted: boolean;
  modelId: string | null;
}

export type Whose = Pick<BudgetSubject, 'tenantId' | 'userId' | 'agentId'>;

/** Limits over all runs. */
export interface BudgetsPort {
  /** `begun`: the run has made a call before, so it is counted already. */
  port(subject: BudgetSubject, begun: boolean): BudgetPort;
  /** The limit that is nearly used up, so that the run should be cheap; null: none is. */
  nearItsEnd(subject: BudgetSubject): Promise<{ limit: string; detail: string } | null>;
  /** What each run of the tenant may use at most, whatever its agent says. */
  runLimits(tenantId: string): Promise<RunLimits | null>;
}

/** The inbox of what runs wait for. */
export interface InboxPort {
  project(tx: Tx, run: WaitingRun, state: RunState): Promise<void>;
}

export interface WaitingRun {
  tenantId: string;
  runId: string;
  conversationId: string;
  agentId: string;
  agentName: string;
  userId: string;
  userLabel: string;
}

export interface PeoplePort {
  /** How others recognise this person. */
  label(tx: Tx, userId: string): Promise<string>;
}
