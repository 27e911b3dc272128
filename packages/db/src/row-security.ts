import { systemRole, tenantRole } from './roles.ts';
import type { SqlConnection } from './sql-connection.ts';

export interface SecurityOptions {
  /**
   * Tables whose rows are never changed: no UPDATE or DELETE for tenants, no UPDATE for the system.
   * The system may delete rows (retention) except where `keepForever` names the table.
   */
  readonly appendOnly?: readonly string[];
  readonly keepForever?: readonly string[];
  /** Tables without a tenant that every tenant may read. All others are the system's alone. */
  readonly sharedReadable?: readonly string[];
}

interface TableState {
  readonly name: string;
  readonly hasTenant: boolean;
  readonly forced: boolean;
  readonly policies: readonly string[];
  readonly tenantRights: readonly string[];
  readonly systemRights: readonly string[];
}

const own = "nullif(current_setting('app.tenant_id', true), '')";

/** One query over the catalogue; everything below only acts on differences, so an unchanged database costs just this. */
const stateText = `
  select c.relname as name,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as "hasTenant",
    c.relrowsecurity and c.relforcerowsecurity as forced,
    array(select p.polname || ':' || p.polcmd::text || ':' || p.polpermissive::text || ':'
        || array_to_string(array(select r.rolname from pg_roles r where r.oid = any(p.polroles)), '+') || ':'
        || pg_get_expr(p.polqual, p.polrelid) || ':' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
      from pg_policy p where p.polrelid = c.oid order by 1)::text[] as policies,
    array(select x.privilege_type from aclexplode(c.relacl) x join pg_roles r on r.oid = x.grantee
      where r.rolname = '${tenantRole}' order by 1)::text[] as "tenantRights",
    array(select x.privilege_type from aclexplode(c.relacl) x join pg_roles r on r.oid = x.grantee
      where r.rolname = '${systemRole}' order by 1)::text[] as "systemRights"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`;

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

function wantedRights(table: TableState, options: SecurityOptions): { tenant: string[]; system: string[] } {
  if (table.name === 'agentforge_migrations') return { tenant: [], system: ['SELECT'] };
  const all = ['DELETE', 'INSERT', 'SELECT', 'UPDATE'];
  const appendOnly = options.appendOnly?.includes(table.name) === true;
  const kept = options.keepForever?.includes(table.name) === true;
  const system = kept ? ['INSERT', 'SELECT'] : appendOnly ? ['DELETE', 'INSERT', 'SELECT'] : all;
  if (table.hasTenant) return { tenant: appendOnly || kept ? ['INSERT', 'SELECT'] : all, system };
  return { tenant: options.sharedReadable?.includes(table.name) === true ? ['SELECT'] : [], system };
}

function rightsText(table: string, role: string, have: readonly string[], want: readonly string[]): string[] {
  if (have.join() === want.join()) return [];
  const revoke = `REVOKE ALL ON ${quote(table)} FROM ${role}`;
  return want.length === 0 ? [revoke] : [revoke, `GRANT ${want.join(', ')} ON ${quote(table)} TO ${role}`];
}

/** As PostgreSQL prints them back; a differing text means the policy is made anew. */
const wantedPolicies = [
  `system_access:*:true:${systemRole}:true:true`,
  `tenant_isolation:*:true:${tenantRole}:(tenant_id = NULLIF(current_setting('app.tenant_id'::text, true), ''::text)):(tenant_id = NULLIF(current_setting('app.tenant_id'::text, true), ''::text))`,
];

function policyTexts(table: TableState): string[] {
  if (!table.hasTenant) return [];
  const name = quote(table.name);
  const texts = table.forced
    ? []
    : [`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`, `ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`];
  if (table.policies.join('\n') === wantedPolicies.join('\n')) return texts;
  const dropped = table.policies.map(
    (policy) => `DROP POLICY ${quote(policy.slice(0, policy.indexOf(':')))} ON ${name}`,
  );
  return [
    ...texts,
    ...dropped,
    `CREATE POLICY tenant_isolation ON ${name} FOR ALL TO ${tenantRole} USING (tenant_id = ${own}) WITH CHECK (tenant_id = ${own})`,
    `CREATE POLICY system_access ON ${name} FOR ALL TO ${systemRole} USING (true) WITH CHECK (true)`,
  ];
}

const schemaText = [
  `GRANT USAGE ON SCHEMA public TO ${tenantRole}, ${systemRole}`,
  `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${tenantRole}, ${systemRole}`,
];

/**
 * Row security, policies and rights of every table in `public`, brought to what the options say. Policies of other
 * names are dropped: permissive ones would open a tenant's rows. Returns how many statements were needed.
 */
export async function applySecurity(connection: SqlConnection, options: SecurityOptions): Promise<number> {
  const { rows } = await connection.query<TableState>(stateText);
  const statements = rows.flatMap((table) => {
    const want = wantedRights(table, options);
    return [
      ...policyTexts(table),
      ...rightsText(table.name, tenantRole, table.tenantRights, want.tenant),
      ...rightsText(table.name, systemRole, table.systemRights, want.system),
    ];
  });
  if (statements.length === 0) return 0;
  await connection.exec([...schemaText, ...statements].join(';\n'));
  return statements.length;
}
