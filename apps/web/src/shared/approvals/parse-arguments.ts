export type ParsedArguments =
  | { ok: true; value: Record<string, unknown> }
  | { ok: false; problem: 'invalid' | 'notObject' };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Arguments as a person typed them. */
export function parseArguments(text: string): ParsedArguments {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { ok: true, value } : { ok: false, problem: 'notObject' };
  } catch {
    return { ok: false, problem: 'invalid' };
  }
}

/** Name and value of each argument; nothing for what is no object. */
export function argumentRows(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}
