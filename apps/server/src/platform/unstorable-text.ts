import type { FieldError } from '@agentforge/kernel/errors';
import { isStorable } from '@agentforge/kernel/storable';

/**
 * Text that PostgreSQL cannot hold: NUL characters and halves of surrogate pairs. JSON and URLs can carry both, so they are
 * refused where input enters instead of failing in some repository. Names at most 20 fields.
 */
export function unstorableText(input: { query: unknown; body: unknown }): FieldError[] {
  const errors: FieldError[] = [];
  visit(input.query, '', errors);
  visit(input.body, '', errors);
  return errors;
}

function visit(value: unknown, path: string, errors: FieldError[]): void {
  if (errors.length >= 20) return;
  if (typeof value === 'string' && !isStorable(value)) {
    errors.push({ path, message: 'contains characters that cannot be stored' });
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (!isStorable(key)) errors.push({ path, message: 'contains a field name that cannot be stored' });
    visit(item, path ? `${path}.${key}` : key, errors);
  }
}
