import type { Guardrails } from '@agentforge/agent-engine/guardrails/create-guardrails';
import type { PiiVault } from '@agentforge/agent-engine/guardrails/vault';
import type { MemoryFact } from '@agentforge/agent-engine/plan';
import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { RunInput } from './run-input.ts';
import type { BudgetSubject, RecalledMemory } from './runs.ports.ts';
import type { RunRow } from './runs.repository.ts';
import type { Remembered } from './settle-run.ts';

/** Whether a run reads what its agent remembers of its person, and whether it may add to it. */
export function memoryUse(
  definition: Pick<AgentDefinition, 'memory_enabled'>,
  run: Partial<Pick<RunRow, 'parentRunId'>>,
  input: RunInput,
): { reads: boolean; adds: boolean } {
  // Clients that bring their own history may speak for many people, and what others sent is not this person's word.
  const reads = definition.memory_enabled && input.history === undefined && input.outside === undefined;
  // What one agent asks another is a model's word.
  return { reads, adds: reads && (run.parentRunId ?? null) === null };
}

export const noMemory = { reads: false, adds: false };

/** What is remembered, with tokens that mean something in this conversation. */
export function memoryFacts(recalled: readonly RecalledMemory[], guardrails: Guardrails): MemoryFact[] {
  return recalled.map(({ text, source, values }) => ({ source, text: guardrails.checkMemory(text, values) }));
}

/** The person's own words, for when the run has ended well. `values` null: the agent stores no personal data. */
export function saidIn(
  whose: BudgetSubject,
  { userMessageId }: Pick<RunRow, 'userMessageId'>,
  { question }: RunInput,
  values: PiiVault | null,
  modelId: string | null,
): Remembered['said'] {
  const { conversationId, runId } = whose;
  return { whose, message: question, conversationId, runId, messageId: userMessageId, values, modelId };
}
