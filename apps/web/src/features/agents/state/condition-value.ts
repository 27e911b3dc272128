import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';

export type Rule = AgentDefinition['approval_policy']['rules'][number];
export type Condition = NonNullable<Rule['when']>[number];
export type Operator = Condition['operator'];

export const operators = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'not_contains',
  'in',
  'not_in',
  'matches',
  'matches_none_of',
  'exists',
  'not_exists',
] as const satisfies readonly Operator[];

const lists: ReadonlySet<Operator> = new Set(['in', 'not_in', 'matches', 'matches_none_of']);

export function operatorOf(text: string): Operator {
  return operators.find((operator) => operator === text) ?? 'eq';
}

export function needsValue(operator: Operator): boolean {
  return operator !== 'exists' && operator !== 'not_exists';
}

export function takesList(operator: Operator): boolean {
  return lists.has(operator);
}

function scalarOf(text: string): string | number {
  const trimmed = text.trim();
  const number = Number(trimmed);
  // "007" and "1e3" are names a person typed, not amounts.
  return trimmed !== '' && String(number) === trimmed ? number : trimmed;
}

/** What a person typed as the value of a condition; lists are separated by commas. */
export function valueFromText(operator: Operator, text: string): Condition['value'] {
  if (!needsValue(operator)) return undefined;
  if (takesList(operator)) {
    return text
      .split(',')
      .filter((part) => part.trim() !== '')
      .map(scalarOf);
  }
  if (text.trim() === 'true') return true;
  if (text.trim() === 'false') return false;
  return scalarOf(text);
}

export function textFromValue(value: Condition['value']): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
