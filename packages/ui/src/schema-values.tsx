import { isRecord, readSchema, type SchemaField } from './schema-model.tsx';

export type SchemaValue = Readonly<Record<string, unknown>>;

/** A secret as the server shows it: `***` and the last four signs. */
export function isSavedSecret(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('***');
}

const emptyOf: Partial<Record<SchemaField['kind'], unknown>> = {
  switch: false,
  tags: [],
  choices: [],
  parameters: [],
  'key-values': {},
};

/** The value a field has before anyone touches it. */
export function initialOf(field: SchemaField): unknown {
  if (field.defaultValue !== undefined) return field.defaultValue;
  return field.kind === 'group' ? defaultsOfFields(field.fields) : emptyOf[field.kind];
}

function defaultsOfFields(fields: readonly SchemaField[]): Record<string, unknown> {
  const entries = fields.map((field) => [field.name, initialOf(field)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The starting value of a new form: every default the schema names. */
export function schemaDefaults(schema: unknown): Record<string, unknown> {
  return defaultsOfFields(readSchema(schema));
}

/** Whether a field's `visibleWhen` holds; the other field's default counts when it is unset. */
export function isVisible(field: SchemaField, fields: readonly SchemaField[], value: SchemaValue): boolean {
  const rule = field.visibleWhen;
  if (!rule) return true;
  const other = fields.find((candidate) => candidate.name === rule.field);
  const current = value[rule.field] ?? (other ? initialOf(other) : undefined);
  return (
    rule.in.includes(String(current)) &&
    (!other ||
      isVisible(
        other,
        fields.filter((each) => each !== field),
        value,
      ))
  );
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function sendable(fields: readonly SchemaField[], value: SchemaValue): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const field of fields) {
    const current = value[field.name];
    const kept = field.kind === 'secret' && isSavedSecret(current);
    if (kept || isBlank(current) || !isVisible(field, fields, value)) continue;
    sent[field.name] = field.kind === 'group' && isRecord(current) ? sendable(field.fields, current) : current;
  }
  return sent;
}

/** What to send to the server: without hidden fields, without empty ones, and without secrets that stay as saved. */
export function schemaValueToSend(schema: unknown, value: SchemaValue): Record<string, unknown> {
  return sendable(readSchema(schema), value);
}

/** Errors by dotted path, from the `errors` list of a problem answer; `prefix` ("config.") is cut off. */
export function errorsByPath(
  errors: readonly { path: string; message: string }[],
  prefix = '',
): Record<string, string> {
  const own = errors.filter((error) => error.path.startsWith(prefix));
  return Object.fromEntries(own.map((error) => [error.path.slice(prefix.length), error.message]));
}

/** Errors below one field, with its name cut off: `headers.x` → `x`. */
export function errorsBelow(errors: Readonly<Record<string, string>>, name: string): Record<string, string> {
  const prefix = `${name}.`;
  const below = Object.entries(errors).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(below.map(([path, message]) => [path.slice(prefix.length), message]));
}
