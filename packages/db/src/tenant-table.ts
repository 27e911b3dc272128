import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  foreignKey,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { moment } from './column-types.ts';

/** `created_at` and `updated_at`; the writer of a change sets `updated_at`. */
export function timestamps() {
  return {
    createdAt: moment('created_at').notNull().default(sql`now()`),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  };
}

function identity() {
  return { tenantId: text('tenant_id').notNull(), id: text('id').notNull() };
}

type Identity = ReturnType<typeof identity>;

/** The columns as `pgTable` builds them, for `extra`. */
type Built<Name extends string, Columns extends Record<string, PgColumnBuilderBase>> = Parameters<
  NonNullable<Parameters<typeof pgTable<Name, Identity & Columns>>[2]>
>[0];

/**
 * A table whose rows belong to a tenant: `tenant_id` and `id` (text) with the primary key `(tenant_id, id)`.
 * Row security, policies and grants are added by the migrator to every table with a `tenant_id`.
 */
export function tenantTable<Name extends string, Columns extends Record<string, PgColumnBuilderBase>>(
  name: Name,
  columns: Columns,
  extra: (table: Built<Name, Columns>) => PgTableExtraConfigValue[] = () => [],
) {
  return pgTable(name, { ...identity(), ...columns }, (table) => [
    primaryKey({ name: `${name}_pkey`, columns: [table.tenantId, table.id] }),
    ...extra(table),
  ]);
}

interface ReferenceColumns {
  /** Own columns: the table's `tenantId` and the column that holds the parent's id. */
  readonly from: readonly [AnyPgColumn, AnyPgColumn];
  /** The parent table. A function, as tables may refer to each other. */
  readonly to: { readonly tenantId: AnyPgColumn; readonly id: AnyPgColumn };
  /** Default `no action`: the parent cannot be deleted while children are there. */
  readonly onDelete?: 'cascade' | 'restrict' | 'no action';
}

/**
 * Foreign key `(tenant_id, x_id) → parent (tenant_id, id)`. A plain one would let a row point at another tenant's
 * parent, since foreign keys are checked without row security.
 */
export function tenantReference({ from, to, onDelete }: ReferenceColumns) {
  const key = foreignKey({ columns: [from[0], from[1]], foreignColumns: [to.tenantId, to.id] });
  return onDelete === undefined ? key : key.onDelete(onDelete);
}
