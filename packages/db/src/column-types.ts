import { customType, timestamp, vector } from 'drizzle-orm/pg-core';

/** `timestamptz(3)` as RFC 3339 text in UTC (`2026-01-01T00:00:00.000Z`), in and out: what the API answers. */
export function moment(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: 'string' });
}

interface JsonType {
  data: unknown;
  driverData: unknown;
}

const jsonType = customType<JsonType>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(value),
});

/**
 * `jsonb` holding a `T`. Use this instead of drizzle's own `jsonb`, which parses a stored JSON string a second time.
 * SQL null and JSON null differ: pass `null` for the former only.
 */
export function json<T>(name: string) {
  return jsonType(name).$type<T>();
}

/** `bytea` as Buffer. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** `tsvector`, for generated search columns; never read back. */
export const searchVector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** pgvector's `vector(n)` as number[]. */
export function embedding(name: string, dimensions: number) {
  return vector(name, { dimensions });
}
