/**
 * The one way to tell the compiler what it cannot see. `reason` is for the reader: why is this type true here?
 * Everything else parses, narrows or uses `satisfies`.
 */
// biome-ignore lint/correctness/noUnusedFunctionParameters: the reason is for the reader of the call
export function trusted<T>(value: unknown, reason: string): T {
  // eslint-disable-next-line no-restricted-syntax -- the one place `as` is allowed
  return value as T;
}

/** Throws when an invariant of our own code does not hold; never for user input. */
export function assertInvariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}
