import type { StoredEvent } from '@agentforge/agent-engine/events';
import { runOrigin } from '@agentforge/contracts/chat/schemas';
import { countVotes } from './count-votes.ts';
import type { ChildRow } from './family.repository.ts';
import type { RunRow } from './runs.repository.ts';

const statuses = ['queued', 'running', 'waiting_approval', 'completed', 'failed', 'cancelled', 'in_doubt'] as const;

/** A run's usage in the shape of the API. */
export function presentUsage(row: Pick<RunRow, 'usage' | 'costUsd' | 'costIsLowerBound'>) {
  return {
    input_tokens: row.usage['input_tokens'] ?? 0,
    output_tokens: row.usage['output_tokens'] ?? 0,
    cached_input_tokens: row.usage['cached_input_tokens'] ?? null,
    cost_usd: row.costUsd,
    cost_is_lower_bound: row.costIsLowerBound,
  };
}

export function presentRun(row: RunRow) {
  return {
    id: row.id,
    agent_id: row.agentId,
    agent_version: row.agentVersion ?? ('draft' as const),
    replay_of: row.replayOf,
    fork_step: row.forkStep,
    origin: runOrigin.catch('chat').parse(row.origin),
    conversation_id: row.conversationId,
    message_id: row.messageId,
    status: statusOf(row.status),
    reason: row.reason,
    model: row.modelId,
    usage: presentUsage(row),
    parent_run_id: row.parentRunId,
    depth: row.depth,
    created_at: row.createdAt,
    finished_at: row.finishedAt,
  };
}

/** One run whole: with its steps and the runs that its calls have started. */
export function presentWholeRun(row: RunRow, events: readonly StoredEvent[], children: readonly ChildRow[]) {
  return { ...presentRun(row), steps: presentSteps(events), children: children.map(presentChild) };
}

function presentChild(child: ChildRow) {
  const { id, agent_id, input_tokens, output_tokens, cost_usd, cost_is_lower_bound } = child;
  const usage = { input_tokens, output_tokens, cached_input_tokens: null, cost_usd, cost_is_lower_bound };
  return { id, agent_id, status: statusOf(child.status), usage };
}

function statusOf(text: string) {
  return statuses.find((status) => status === text) ?? ('failed' as const);
}

interface Step {
  index: number;
  kind: 'model' | 'tool' | 'guardrail' | 'approval';
  name: string;
  status: string;
  started_at: string | null;
  duration_ms: number | null;
  details: Record<string, unknown>;
}

/** The log as the steps a person reads: model turns, tool calls, guardrails, approvals. */
export function presentSteps(events: readonly StoredEvent[]): Step[] {
  const steps: Step[] = [];
  const open = new Map<string, Step>();
  const begin = (key: string, event: StoredEvent, step: Omit<Step, 'index' | 'started_at' | 'duration_ms'>) => {
    const made: Step = {
      index: steps.length,
      started_at: new Date(event.at).toISOString(),
      duration_ms: null,
      ...step,
    };
    steps.push(made);
    open.set(key, made);
  };
  const end = (key: string, event: StoredEvent, status: string, details: Record<string, unknown>) => {
    const step = open.get(key);
    if (!step) return;
    step.status = status;
    step.duration_ms ??= event.at - Date.parse(step.started_at ?? '');
    Object.assign(step.details, details);
  };
  const note = (key: string, name: string, fact: unknown) => {
    const details = open.get(key)?.details ?? {};
    const earlier = details[name];
    details[name] = [...(Array.isArray(earlier) ? earlier : []), fact];
  };
  const vote: Decide = (event) => {
    const { approval_id, decision, by, on_behalf_of = null, comment = null } = event.data;
    const key = `approval ${approval_id}`;
    const step = open.get(key);
    if (!step) return;
    const { votes, settled } = countVotes(step.details, event.data);
    step.details['votes'] = votes;
    if (settled) end(key, event, decision, { by, on_behalf_of, comment });
  };
  for (const event of events) stepOf(event, begin, end, note, vote);
  return steps;
}

type Begin = (key: string, event: StoredEvent, step: Omit<Step, 'index' | 'started_at' | 'duration_ms'>) => void;
type End = (key: string, event: StoredEvent, status: string, details: Record<string, unknown>) => void;

/** Adds to what an open step's details list under `name`. */
type Note = (key: string, name: string, fact: unknown) => void;

type Decide = (event: Extract<StoredEvent, { type: 'approval-decided' }>) => void;

function stepOf(event: StoredEvent, begin: Begin, end: End, note: Note, vote: Decide): void {
  switch (event.type) {
    case 'step-started':
      begin(`model ${event.data.step}`, event, {
        kind: 'model',
        name: event.data.model_id,
        status: 'running',
        details: {},
      });
      return;
    case 'step-finished': {
      const { step, ...details } = event.data;
      end(`model ${step}`, event, event.data.finish_reason === 'error' ? 'failed' : 'done', details);
      return;
    }
    case 'tool-requested': {
      const { call_id, name, arguments: args, risk, decision, reason, labels } = event.data;
      const details = { call_id, arguments: args ?? null, risk, decision, reason: reason ?? null, labels };
      begin(`call ${call_id}`, event, { kind: 'tool', name, status: 'requested', details });
      return;
    }
    case 'tool-settled': {
      const { call_id, status, result, error, duration_ms, child } = event.data;
      const started = child === undefined ? {} : { child_run_id: child.run_id };
      end(`call ${call_id}`, event, status, { result, error: error ?? null, duration_ms, ...started });
      return;
    }
    case 'tool-parked': {
      const { call_id, run_id, reason } = event.data;
      end(`call ${call_id}`, event, 'waiting', { child_run_id: run_id, reason });
      return;
    }
    case 'approval-requested': {
      const { approval_id, call_id, reason, approvers = [], quorum } = event.data;
      begin(`approval ${approval_id}`, event, {
        kind: 'approval',
        name: call_id,
        status: 'pending',
        details: { call_id, approval_id, reason, approvers, quorum },
      });
      return;
    }
    case 'approval-escalated': {
      const { approval_id, level, approvers } = event.data;
      note(`approval ${approval_id}`, 'escalated', { level, approvers, at: new Date(event.at).toISOString() });
      return;
    }
    case 'approval-decided': {
      vote(event);
      return;
    }
    case 'guardrail-checked':
      if (event.data.verdicts.length === 0) return;
      begin(`guardrail ${event.sequence}`, event, {
        kind: 'guardrail',
        name: event.data.stage,
        status: 'done',
        details: { verdicts: event.data.verdicts },
      });
      end(`guardrail ${event.sequence}`, event, 'done', {});
      return;
    default:
      windowStepOf(event, begin, end);
  }
}

/** What became of a conversation that no longer fits. */
function windowStepOf(event: StoredEvent, begin: Begin, end: End): void {
  if (event.type !== 'history-summarised' && event.type !== 'window-shortened') return;
  const summary = event.type === 'history-summarised';
  const key = `window ${event.sequence}`;
  begin(key, event, { kind: 'model', name: summary ? 'summary' : 'window', status: 'running', details: {} });
  end(key, event, summary ? 'done' : 'shortened', { ...event.data });
}
