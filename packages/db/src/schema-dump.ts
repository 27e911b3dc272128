import type { Database } from './database.ts';

const inPublic = "n.nspname = 'public'";

/** Each query gives one text per line; together they are everything a migration can change in `public`. */
const parts: readonly (readonly [string, string])[] = [
  ['extension', `select extname as line from pg_extension where extname <> 'plpgsql'`],
  [
    'table',
    `select c.relname || ' kind=' || c.relkind::text || ' security=' || c.relrowsecurity::text || ' forced=' || c.relforcerowsecurity::text as line
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${inPublic} and c.relkind in ('r', 'p', 'v', 'm', 'S')`,
  ],
  [
    'column',
    `select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || case when a.attnotnull then ' not null' else '' end
       || case when a.attgenerated <> '' then ' generated ' || pg_get_expr(d.adbin, d.adrelid)
               when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end
       || case when a.attidentity <> '' then ' identity ' || a.attidentity::text else '' end as line
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where ${inPublic} and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped`,
  ],
  ['index', `select indexdef as line from pg_indexes where schemaname = 'public'`],
  [
    // Since version 18 "not null" is listed as a constraint too; columns say it already.
    'constraint',
    `select c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where ${inPublic} and k.contype <> 'n'`,
  ],
  [
    'policy',
    `select tablename || ' ' || policyname || ' ' || permissive || ' ' || cmd || ' to ' || array_to_string(roles, ',')
       || ' using ' || coalesce(qual, '-') || ' check ' || coalesce(with_check, '-') as line
     from pg_policies where schemaname = 'public'`,
  ],
  [
    'grant',
    `select c.relname || ' ' || r.rolname || ' ' || string_agg(x.privilege_type, ',' order by x.privilege_type) as line
     from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join aclexplode(c.relacl) x join pg_roles r on r.oid = x.grantee
     where ${inPublic} and r.rolname like 'agentforge_%' group by c.relname, r.rolname`,
  ],
  [
    'trigger',
    `select pg_get_triggerdef(t.oid) as line from pg_trigger t join pg_class c on c.oid = t.tgrelid
     join pg_namespace n on n.oid = c.relnamespace where ${inPublic} and not t.tgisinternal`,
  ],
  [
    'function',
    `select p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ') ' || md5(p.prosrc) as line
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where ${inPublic} and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  ],
  [
    'enum',
    `select t.typname || ' ' || string_agg(e.enumlabel, ',' order by e.enumsortorder) as line
     from pg_type t join pg_enum e on e.enumtypid = t.oid join pg_namespace n on n.oid = t.typnamespace
     where ${inPublic} group by t.typname`,
  ],
];

/**
 * The structure of schema `public` as sorted lines: two databases are alike exactly if their dumps are equal.
 * The order of columns does not count, as a later migration can only append.
 */
export async function schemaDump(database: Database): Promise<string> {
  return database.withConnection(async (connection) => {
    const lines: string[] = [];
    for (const [kind, text] of parts) {
      const { rows } = await connection.query<{ line: string }>(text);
      lines.push(...rows.map((row) => `${kind} ${row.line}`).sort());
    }
    return `${lines.join('\n')}\n`;
  });
}
