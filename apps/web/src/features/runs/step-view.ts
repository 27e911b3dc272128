import type { BadgeTone } from '@agentforge/ui/badge';
import type { RunStep } from './api/runs.ts';

const statuses = [
  'running',
  'done',
  'failed',
  'requested',
  'ok',
  'error',
  'refused',
  'timeout',
  'rejected',
  'in_doubt',
  'settled_by_person',
  'pending',
  'waiting',
  'approve',
  'reject',
  'expired',
] as const;
export type StepStatus = (typeof statuses)[number];

const good = new Set<string>(['done', 'ok', 'approve']);
const bad = new Set<string>(['failed', 'error', 'refused', 'timeout', 'rejected', 'reject']);
const open = new Set<string>(['in_doubt', 'pending', 'waiting', 'expired', 'requested']);

export interface StepView {
  /** Known statuses have words; others are shown as they are. */
  status: StepStatus | undefined;
  tone: BadgeTone;
  /** Milliseconds; a tool's own time where it is known, without the wait for a person. */
  durationMs: number | null;
  error: string | null;
  fallbackFrom: string | null;
  reason: string | null;
  by: string | null;
  onBehalfOf: string | null;
  /** How often it went to further people because nobody decided. */
  escalations: number;
  comment: string | null;
  risk: 'read' | 'write' | 'destructive' | 'egress' | null;
  tokens: { input: number; output: number } | null;
  costUsd: number | null;
  verdicts: readonly { rule: string; action: string; detail: string }[];
}

function toneOf(status: string): BadgeTone {
  if (good.has(status)) return 'success';
  if (bad.has(status)) return 'danger';
  return open.has(status) ? 'warning' : 'info';
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
const numberOf = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null);

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function tokensOf(usage: unknown): StepView['tokens'] {
  const members = membersOf(usage);
  const input = numberOf(members['input_tokens']);
  const output = numberOf(members['output_tokens']);
  return input === null && output === null ? null : { input: input ?? 0, output: output ?? 0 };
}

function verdictsOf(value: unknown): StepView['verdicts'] {
  if (!Array.isArray(value)) return [];
  return value.map((one: unknown) => {
    const { rule, action, detail } = membersOf(one);
    return { rule: textOf(rule) ?? '', action: textOf(action) ?? '', detail: textOf(detail) ?? '' };
  });
}

/** What a person reads of a step; its details have no fixed shape, so every member is looked at first. */
export function viewOf(step: RunStep): StepView {
  const { details, status } = step;
  return {
    status: statuses.find((one) => one === status),
    tone: toneOf(status),
    durationMs: step.kind === 'guardrail' ? null : (numberOf(details['duration_ms']) ?? step.duration_ms),
    error: textOf(details['error']),
    fallbackFrom: textOf(details['fallback_from']),
    reason: textOf(details['reason']),
    by: textOf(details['by']),
    onBehalfOf: textOf(details['on_behalf_of']),
    escalations: Array.isArray(details['escalated']) ? details['escalated'].length : 0,
    comment: textOf(details['comment']),
    risk: (['read', 'write', 'destructive', 'egress'] as const).find((one) => one === details['risk']) ?? null,
    tokens: tokensOf(details['usage']),
    costUsd: numberOf(details['cost_usd']),
    verdicts: verdictsOf(details['verdicts']),
  };
}

/** The function an approval is about: the call it names, among the steps before it. */
export function functionOf(step: RunStep, steps: readonly RunStep[]): string | undefined {
  const callId = step.details['call_id'] ?? step.name;
  return steps.find((other) => other.kind === 'tool' && other.details['call_id'] === callId)?.name;
}
