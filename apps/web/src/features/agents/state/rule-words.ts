import type { Rule } from './condition-value.ts';

/** Parts of a rule's sentence; the component puts them into words of the reader's language. */
export interface RuleFacts {
  conditions: { argument: string; operator: NonNullable<Rule['when']>[number]['operator']; value: string }[];
  needed: number;
  approverIds: readonly string[];
  /** Whether who asked is left out. */
  withoutRequester: boolean;
  expiresIn: number | undefined;
  /** Seconds from the request until the level is asked. */
  levels: { after: number; approverIds: readonly string[] }[];
}

/** Absent, the setting follows from whether somebody is named. */
export function leavesRequesterOut(rule: Rule): boolean {
  return rule.requester_may_approve === undefined ? (rule.approvers ?? []).length > 0 : !rule.requester_may_approve;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return value === undefined || value === null ? '' : String(value);
}

/** What a rule says. Half-typed conditions and levels are left out: they do not count yet. */
export function factsOf(rule: Rule): RuleFacts {
  let waited = 0;
  const levels = (rule.escalation ?? [])
    .filter(({ approvers }) => approvers.length > 0)
    .map(({ after_seconds, approvers }) => {
      waited += after_seconds;
      return { after: waited, approverIds: approvers };
    });
  return {
    conditions: (rule.when ?? [])
      .filter(({ argument }) => argument.trim() !== '')
      .map(({ argument, operator, value }) => ({ argument, operator, value: textOf(value) })),
    needed: rule.quorum ?? 1,
    approverIds: rule.approvers ?? [],
    withoutRequester: leavesRequesterOut(rule),
    expiresIn: rule.expires_in_seconds,
    levels,
  };
}

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

export type DurationUnit = (typeof units)[number][0];

/** The largest unit a number of seconds is whole in. */
export function durationParts(seconds: number): { amount: number; unit: DurationUnit } {
  const [unit, size] = units.find(([, length]) => seconds >= length && seconds % length === 0) ?? ['minute', 60];
  return { amount: Math.max(1, Math.round(seconds / size)), unit };
}

/** Days, hours and minutes of a number of seconds, without those that are none; at least one minute. */
export function wholeParts(seconds: number): { amount: number; unit: DurationUnit }[] {
  let left = seconds;
  const parts = units.map(([unit, size]) => {
    const amount = Math.floor(left / size);
    left -= amount * size;
    return { amount, unit };
  });
  const some = parts.filter(({ amount }) => amount > 0);
  return some.length === 0 ? [{ amount: 1, unit: 'minute' }] : some;
}

export function secondsOf(amount: number, unit: DurationUnit): number {
  return amount * (units.find(([name]) => name === unit)?.[1] ?? 60);
}
