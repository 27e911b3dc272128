import type { Edit } from './edit.ts';
import { faultBreaks } from './fault-breaks.ts';
import { trustBreaks } from './trust-breaks.ts';

const runs = 'apps/server/src/modules/runs';
const ingestion = 'apps/server/src/modules/ingestion';
const engine = 'packages/agent-engine/src';

/** What can be switched off, by name. Each belongs to a proof that has to turn red with it. */
export const breaks = {
  'takeover-off': [
    {
      file: `${runs}/leases.repository.ts`,
      find: '(lease_expires_at is null or lease_expires_at < now())',
      replace: 'false',
    },
  ],
  'fence-off': [
    {
      file: `${runs}/runs.repository.ts`,
      find: 'where tenant_id = $1 and id = $2 and fence = $3 for share',
      replace: 'where tenant_id = $1 and id = $2 and $3::bigint is not null for share',
    },
  ],
  'cursor-off': [
    {
      file: `${runs}/read-run.ts`,
      find: 'sequence === from.sequence ? from.offset : 0;',
      replace: '0;',
    },
  ],
  'cursor-gap': [
    {
      file: `${runs}/read-run.ts`,
      find: 'sequence === from.sequence ? from.offset : 0;',
      replace: 'sequence === from.sequence ? reach : 0;',
    },
  ],
  'drain-off': [
    {
      file: 'apps/server/src/roles/serve.ts',
      find: '    await server.close();',
      replace: '    process.exit(0);',
    },
  ],
  'readiness-late': [
    {
      file: 'apps/server/src/composition/drain.ts',
      find: "  life.state = 'draining';",
      replace: '',
    },
  ],
  'handover-off': [
    {
      file: `${runs}/leases.repository.ts`,
      find: `set lease_expires_at = now() - interval '1 second' where lease_owner = $1 and status`,
      replace: `set lease_expires_at = now() + interval '1 hour' where lease_owner = $1 and status`,
    },
  ],
  'journal-late': [
    {
      file: `${engine}/run-tools.ts`,
      find: `  await recordDurably(run, [
    { type: 'tool-started', data: { call_id: call.id, idempotency_key: idempotencyKey, attempt } },
  ]);
  const startedAt`,
      replace: '  const startedAt',
    },
  ],
  'idempotency-off': [
    {
      file: 'apps/server/src/platform/runner.ts',
      find: "if (key === undefined || endpoint.method === 'GET') return handler(own);",
      replace: 'if (1 + 1 === 2) return handler(own);',
    },
  ],
  'ingest-recovery-off': [
    {
      file: `${ingestion}/recover-documents.ts`,
      find: 'for (const { tenant_id: tenantId, id, lease_until: until } of lost) {',
      replace: 'for (const { tenant_id: tenantId, id, lease_until: until } of lost.slice(lost.length)) {',
    },
  ],
  'key-changes': [
    {
      file: `${engine}/run-tools.ts`,
      find: '    idempotencyKey,',
      replace: '    idempotencyKey: String(Math.random()),',
    },
  ],
  'chat-idempotency-off': [
    {
      file: 'apps/server/src/modules/chat/start-run.ts',
      find: 'if (key === undefined) return { answer: null, claimId: null };',
      replace: 'if (1 + 1 === 2) return { answer: null, claimId: null };',
    },
  ],
  'enqueue-outside': [
    {
      file: 'apps/server/src/platform/jobs/job-queue.ts',
      find: 'db: { executeSql: (text, values) => tx.query(text, values ?? [], { prepare: false }) },',
      replace: '',
    },
  ],
  'reservation-off': [
    {
      file: 'apps/server/src/modules/budgets/budget-keeper.ts',
      find: "if (!(request.kind === 'tool' ? summary.tools : summary.any))",
      replace: 'if (1 + 1 === 2)',
    },
  ],
  'taint-off': [
    {
      file: `${engine}/information-flow.ts`,
      find: "if (risk === 'read' || untrusted === undefined) return { decision: 'execute' };",
      replace: "if (1 + 1 === 2) return { decision: 'execute' };",
    },
  ],
  'approval-hash-off': [
    {
      file: 'apps/server/src/modules/approvals/check-decision.ts',
      find: 'if (wanted.arguments_hash !== undefined && wanted.arguments_hash !== row.argumentsHash) {',
      replace: 'if (1 + 1 === 3) {',
    },
  ],
  'hook-dedupe-off': [
    {
      file: 'apps/server/src/modules/triggers/accept-delivery.ts',
      find: 'accepted.concat(eventId)',
      replace: 'accepted.concat(eventId, String(Math.random()))',
    },
  ],
  'hook-time-off': [
    {
      file: 'apps/server/src/modules/triggers/signature.ts',
      find: 'const toleranceSeconds = 300;',
      replace: 'const toleranceSeconds = 300_000;',
    },
  ],
  ...faultBreaks,
  ...trustBreaks,
} satisfies Record<string, readonly Edit[]>;

export type BreakName = keyof typeof breaks;

export function isBreakName(name: string): name is BreakName {
  return Object.hasOwn(breaks, name);
}
