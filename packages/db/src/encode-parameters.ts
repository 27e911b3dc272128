/** What travels: text for nearly everything, bytes for `bytea`, null. */
export type EncodedParameter = string | Buffer | null;

function arrayLiteral(values: readonly unknown[]): string {
  return `{${values.map(arrayElement).join(',')}}`;
}

function arrayElement(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return arrayLiteral(value);
  const encoded = encodeParameter(value);
  const text = Buffer.isBuffer(encoded) ? `\\x${encoded.toString('hex')}` : (encoded ?? '');
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function encodeObject(value: object): EncodedParameter {
  if (Array.isArray(value)) return arrayLiteral(value);
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof Date) return value.toISOString();
  return JSON.stringify(value);
}

/**
 * One value as PostgreSQL reads it. Arrays become PostgreSQL arrays (a JSON array must be passed as text),
 * dates RFC 3339 in UTC, other objects JSON, bytes stay bytes, `undefined` is null.
 */
export function encodeParameter(value: unknown): EncodedParameter {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') return encodeObject(value);
  return String(value);
}

/** All values of a statement; see {@link encodeParameter}. Returns a new array. */
export function encodeParameters(values: readonly unknown[]): EncodedParameter[] {
  const encoded = new Array<EncodedParameter>(values.length);
  for (let i = 0; i < values.length; i += 1) encoded[i] = encodeParameter(values[i]);
  return encoded;
}
