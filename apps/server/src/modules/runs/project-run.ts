import type { RunOutcome } from '@agentforge/agent-engine/drive';
import type { CallState, RunState } from '@agentforge/agent-engine/run-state';
import type { RunEnd } from './runs.repository.ts';

export interface MessageEnd {
  content: string;
  status: string;
  citations: readonly unknown[];
  toolCalls: readonly unknown[];
  guardrails: readonly unknown[];
  fallbacks: readonly { from: string; to: string }[];
  labels: readonly unknown[];
  error: string | null;
}

const callStatuses = {
  ok: 'ok',
  error: 'error',
  refused: 'refused',
  timeout: 'timeout',
  rejected: 'rejected',
  in_doubt: 'in_doubt',
  settled_by_person: 'ok',
} as const;

function callStatus(call: CallState): string {
  if (call.status !== undefined) return callStatuses[call.status];
  if (call.approval?.status === 'pending' || call.phase === 'parked') return 'waiting_approval';
  return call.phase === 'started' ? 'running' : 'pending';
}

/** Calls of a run as the chat API shows them. */
export function presentCalls(state: RunState) {
  return [...state.calls.values()].map((call) => ({
    id: call.id,
    tool_id: call.request.tool_id,
    name: call.request.name,
    arguments: call.request.arguments ?? call.request.arguments_text ?? null,
    result: call.result ?? null,
    status: callStatus(call),
    error: call.error ?? null,
    duration_ms: call.durationMs ?? null,
  }));
}

const messageStatuses = {
  completed: 'complete',
  failed: 'failed',
  cancelled: 'cancelled',
  waiting_approval: 'waiting',
  in_doubt: 'waiting',
} as const;

type Settled = Exclude<RunOutcome['status'], 'handed_over' | 'lease_lost'>;

/** What the log says, as the message's row. */
export function messageEnd(state: RunState, status: Settled): MessageEnd {
  const text =
    state.message?.text ??
    state.steps
      .map((step) => step.text)
      .filter(Boolean)
      .join('\n\n');
  return {
    content: text,
    status: messageStatuses[status],
    citations: state.message?.citations ?? [],
    toolCalls: presentCalls(state),
    guardrails: state.verdicts,
    fallbacks: fallbacksOf(state),
    labels: state.message?.labels ?? state.taint,
    error: status === 'failed' ? (state.finished?.reason ?? 'The run failed.') : null,
  };
}

/** Each change of model once, in order. */
function fallbacksOf(state: RunState): MessageEnd['fallbacks'] {
  const changes = state.steps.flatMap(({ finished }) =>
    finished?.fallback_from === undefined ? [] : [{ from: finished.fallback_from, to: finished.model_id }],
  );
  return changes.filter(
    (change, at) => changes.findIndex(({ from, to }) => from === change.from && to === change.to) === at,
  );
}

/** What the log says, as the run's row. */
export function runEnd(state: RunState, outcome: Pick<RunOutcome, 'expiresAt'> & { status: Settled }): RunEnd {
  const finished = state.finished;
  return {
    status: outcome.status,
    reason: finished?.reason ?? waitingReason(state, outcome.status),
    reasonCode: finished?.reason_code ?? null,
    modelId: state.steps.at(-1)?.modelId ?? null,
    usage: { ...state.usage },
    costUsd: state.costIncomplete && state.costUsd === 0 ? null : state.costUsd,
    costIsLowerBound: state.costIncomplete,
    finished: finished !== undefined,
    waitsUntil: outcome.expiresAt === undefined ? null : new Date(outcome.expiresAt).toISOString(),
  };
}

function waitingReason(state: RunState, status: Settled): string | null {
  if (status === 'waiting_approval') {
    const names = [...state.calls.values()]
      .filter((call) => call.approval?.status === 'pending')
      .map((call) => call.request.name);
    const others = [...state.calls.values()].flatMap((call) => (call.phase === 'parked' ? (call.parkedFor ?? []) : []));
    const own = names.length === 0 ? [] : [`Waits for a person to approve ${names.join(', ')}.`];
    return [...own, ...others].join(' ');
  }
  return status === 'in_doubt' ? 'A person has to say whether an interrupted call took effect.' : null;
}
