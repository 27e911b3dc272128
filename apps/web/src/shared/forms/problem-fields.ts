import { ApiError } from '@agentforge/client/problem';

export interface FieldMessage<Name extends string> {
  name: Name;
  message: string;
}

/** A server sentence begins with a small letter after the field's name; alone under a field it gets a capital. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Splits a failure into messages that belong under these fields and whether anything else is left to say. */
export function problemFields<Name extends string>(
  error: unknown,
  names: readonly Name[],
): { fields: FieldMessage<Name>[]; rest: boolean } {
  if (!(error instanceof ApiError)) return { fields: [], rest: true };
  const fields: FieldMessage<Name>[] = [];
  for (const { path, message } of error.errors) {
    const name = names.find((candidate) => path === candidate || path.startsWith(`${candidate}.`));
    if (name) fields.push({ name, message: sentence(message) });
  }
  return { fields, rest: fields.length === 0 || fields.length < error.errors.length };
}
