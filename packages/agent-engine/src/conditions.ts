import { isJsonObject, type Json, type JsonObject } from '@agentforge/kernel/json';
import type { ApprovalCondition } from './spec.ts';

type Operator = ApprovalCondition['operator'];
type Expected = ApprovalCondition['value'];

/** A value as a list of what has to be looked at: the items of an array, or the value alone. */
function itemsAt(args: JsonObject, path: string): Json[] {
  let current: Json | undefined = args;
  for (const key of path.split('.')) {
    current = isJsonObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  }
  if (current === undefined || current === null) return [];
  return Array.isArray(current) ? current : [current];
}

/**
 * Whether a rule's condition holds for a call's arguments. What cannot be told (argument absent, text where a number is
 * compared) never loosens: it holds for a `cautious` rule (ask, refuse) and fails for an allowing one. Of a list, one
 * item is enough for a cautious rule; an allowing rule needs all.
 */
export function conditionHolds(condition: ApprovalCondition, args: JsonObject, cautious: boolean): boolean {
  const items = itemsAt(args, condition.argument);
  if (condition.operator === 'exists') return items.length > 0;
  if (condition.operator === 'not_exists') return items.length === 0;
  if (items.length === 0) return cautious;
  const holds = (item: Json) => compare(condition.operator, item, condition.value) ?? cautious;
  return cautious ? items.some(holds) : items.every(holds);
}

function compare(operator: Operator, item: Json, expected: Expected): boolean | undefined {
  switch (operator) {
    case 'eq':
      return isEqual(item, expected);
    case 'ne':
      return not(isEqual(item, expected));
    case 'contains':
      return contains(item, expected);
    case 'not_contains':
      return not(contains(item, expected));
    case 'in':
      return isIn(item, expected);
    case 'not_in':
      return not(isIn(item, expected));
    case 'matches':
      return matchesAny(item, expected);
    case 'matches_none_of':
      return not(matchesAny(item, expected));
    default:
      return compareNumbers(operator, item, expected);
  }
}

function not(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isEqual(item: Json, expected: Expected): boolean | undefined {
  if (!isScalar(item) || !isScalar(expected)) return undefined;
  return String(item).toLowerCase() === String(expected).toLowerCase();
}

function contains(item: Json, expected: Expected): boolean | undefined {
  if (!isScalar(item) || !isScalar(expected)) return undefined;
  return String(item).toLowerCase().includes(String(expected).toLowerCase());
}

function listOf(expected: Expected): readonly (string | number)[] {
  if (Array.isArray(expected)) return expected;
  return typeof expected === 'string' || typeof expected === 'number' ? [expected] : [];
}

function isIn(item: Json, expected: Expected): boolean | undefined {
  return isScalar(item) ? listOf(expected).some((allowed) => isEqual(item, allowed) === true) : undefined;
}

function matchesAny(item: Json, expected: Expected): boolean | undefined {
  if (!isScalar(item)) return undefined;
  const text = String(item).toLowerCase();
  return listOf(expected).some((glob) => matchesGlob(String(glob).toLowerCase(), text));
}

/** `*` stands for any run of characters. Linear: each piece is looked for after the one before. */
function matchesGlob(glob: string, text: string): boolean {
  const pieces = glob.split('*');
  const first = pieces.shift() ?? '';
  const last = pieces.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let position = first.length;
  for (const piece of pieces) {
    const found = text.indexOf(piece, position);
    if (found < 0) return false;
    position = found + piece.length;
  }
  return position <= text.length - last.length;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function compareNumbers(operator: Operator, item: Json, expected: Expected): boolean | undefined {
  const left = numberOf(item);
  const right = numberOf(expected);
  if (left === undefined || right === undefined) return undefined;
  if (operator === 'gt') return left > right;
  if (operator === 'gte') return left >= right;
  if (operator === 'lt') return left < right;
  return left <= right;
}
