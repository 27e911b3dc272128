const maxPatternLength = 256;
const maxMatchedLength = 256;
const cache = new Map<string, RegExp | null>();
const cacheSize = 500;

/**
 * Whether `text` fits a tool author's pattern, in bounded time. Patterns that can take exponential time (quantified
 * groups with quantifiers or alternatives inside, back references, look-around) are not applied: the tool checks itself.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const expression = compiled(pattern);
  if (expression === null) return true;
  if (text.length > maxMatchedLength && !isLinear(pattern)) return false;
  return expression.test(text);
}

function compiled(pattern: string): RegExp | null {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  if (cache.size >= cacheSize) cache.clear();
  const expression = isSafe(pattern) ? compile(pattern) : null;
  cache.set(pattern, expression);
  return expression;
}

function compile(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return null;
  }
}

function withoutEscapesAndClasses(pattern: string): string {
  return pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
}

function unboundedQuantifiers(plain: string): number {
  return (plain.match(/[*+]|\{\d+,?\d*\}/g) ?? []).length;
}

function isSafe(pattern: string): boolean {
  if (pattern.length > maxPatternLength || /\\[1-9k]/.test(pattern)) return false;
  const plain = withoutEscapesAndClasses(pattern);
  if (/\(\?[=!<]/.test(plain) || unboundedQuantifiers(plain) > 2) return !/[*+{(]/.test(plain);
  return !hasRiskyGroup(plain);
}

/** A group that is repeated and holds a quantifier, an alternative or another group. */
function hasRiskyGroup(plain: string): boolean {
  const openings: number[] = [];
  for (let index = 0; index < plain.length; index += 1) {
    if (plain[index] === '(') openings.push(index);
    if (plain[index] !== ')') continue;
    const inside = plain.slice((openings.pop() ?? 0) + 1, index).replace(/^\?:/, '');
    if (/[*+{]/.test(plain[index + 1] ?? '') && /[*+{?|(]/.test(inside)) return true;
  }
  return false;
}

function isLinear(pattern: string): boolean {
  return (
    pattern.startsWith('^') && !pattern.includes('|') && unboundedQuantifiers(withoutEscapesAndClasses(pattern)) <= 1
  );
}
