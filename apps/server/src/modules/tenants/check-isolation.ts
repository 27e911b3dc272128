import { isolationCheck } from '@agentforge/contracts/tenants/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import { countForeignRows, readTableFacts, type TableFacts } from './tenants.repository.ts';

/** Reads every tenant table as this tenant on the running database. Anything foreign is a finding. */
export function checkIsolationVerb(): Verb {
  return verb(isolationCheck, async (context) => {
    const tables = [];
    for (const facts of await readTableFacts(context.tx)) {
      const foreign = await countForeignRows(context.tx, facts.table, context.tenantId);
      const detail = findingOf(facts, foreign);
      tables.push({ table: facts.table, ok: detail === null, detail });
    }
    return { ok: tables.every((table) => table.ok), checked_at: new Date(context.now()).toISOString(), tables };
  });
}

function findingOf(facts: TableFacts, foreignRows: number): string | null {
  if (foreignRows > 0) return `${foreignRows} rows of other organizations are visible`;
  if (!facts.forced) return 'row security is not forced';
  if (facts.policies < 2) return 'the isolation policies are missing';
  return null;
}
