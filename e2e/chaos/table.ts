import type { Proof } from './proof.ts';

/** The proofs as docs/reference/proofs.md lists them. */
export function proofTable(proofs: readonly Proof[]): string[] {
  const rows = proofs.map(
    ({ id, promise, short, full, breaks, needsPostgres }) =>
      `| ${id} | ${promise} | ${short} | ${full} | ${breaks.map((name) => `\`${name}\``).join(', ')} | ${needsPostgres ? 'yes' : ''} |`,
  );
  return [
    '| Proof | What holds | Trials in CI | Trials in full | Red with | PostgreSQL |',
    '|---|---|---|---|---|---|',
    ...rows,
  ];
}
