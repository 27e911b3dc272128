import type { StoredEvent } from '@agentforge/agent-engine/events';
import { forkableSteps, recordedCalls } from '@agentforge/agent-engine/recording';
import { type AgentDefinition, agentDefinition } from '@agentforge/contracts/agents/schemas';
import type { replayBody } from '@agentforge/contracts/runs/schemas';
import { AppError } from '@agentforge/kernel/errors';
import type { z } from 'zod';

export type ReplayRequest = z.output<typeof replayBody>;

/** The agent as a replay has it: what it is told changes, what it may do and reach does not. */
export function changedDefinition(before: AgentDefinition, { agent, model_id }: ReplayRequest): AgentDefinition {
  return agentDefinition.parse({
    ...before,
    ...agent,
    personality: { ...before.personality, ...agent?.personality },
    parameters: { ...before.parameters, ...agent?.parameters },
    ...(model_id === undefined ? {} : { model_id }),
  });
}

/** What is changed, in words for the audit trail and the log. */
export function changeNames({ agent, model_id, tool_results }: ReplayRequest): string[] {
  return [
    ...(model_id === undefined ? [] : ['model']),
    ...Object.keys(agent ?? {}),
    ...(tool_results ?? []).map(({ call_id }) => `result of ${call_id}`),
  ];
}

/** The first turn that is made anew. Throws `rule_broken` for one the run does not have, or that a changed result comes after. */
export function forkStepOf(events: readonly StoredEvent[], request: ReplayRequest): number {
  const steps = forkableSteps(events);
  const latest = latestStep(events, request);
  const wanted = request.from_step ?? latest ?? 1;
  if (!steps.includes(wanted)) throw broken(unknownStep(wanted, steps));
  if (latest !== undefined && wanted > latest) {
    throw broken(`A changed result is first read in turn ${latest}, so the replay has to begin there or before.`);
  }
  return wanted;
}

function unknownStep(wanted: number, steps: readonly number[]): string {
  if (steps.length === 0) return 'In this run no model was asked, so there is nothing to replay.';
  return `This run has no turn ${wanted}: choose one from ${steps[0]} to ${steps.at(-1)}.`;
}

/** The turn that first reads a changed result; undefined when none is changed. */
function latestStep(events: readonly StoredEvent[], { tool_results = [] }: ReplayRequest): number | undefined {
  if (tool_results.length === 0) return undefined;
  const calls = new Map(recordedCalls(events).map(({ callId, step }) => [callId, step]));
  const steps = tool_results.map(({ call_id }) => {
    const step = calls.get(call_id);
    if (step === undefined) throw broken(`This run has no answered call ${call_id}.`);
    return step;
  });
  return Math.min(...steps) + 1;
}

const broken = (detail: string) => new AppError('rule_broken', { detail });
