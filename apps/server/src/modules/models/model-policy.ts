import type { ModelPolicy } from './models.repository.ts';

/** `openai/*`, `*` or a whole model id, without regard to case. */
export function matchesPattern(pattern: string, id: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const text = id.toLowerCase();
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return text === first;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}

const within = (patterns: readonly string[] | null, id: string) =>
  patterns === null || patterns.some((pattern) => matchesPattern(pattern, id));

/** Both the operator's list and the tenant's own must allow a model. */
export function isAllowed(policy: ModelPolicy, id: string): boolean {
  return within(policy.operatorModels, id) && within(policy.models, id);
}

/** Whether the operator shares this connection of the environment with the tenant. */
export function isShared(policy: ModelPolicy, name: string): boolean {
  return policy.sharedConnections === null || policy.sharedConnections.includes(name);
}
