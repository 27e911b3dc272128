import type { Tx } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';

export interface KeyClaim {
  principal: string;
  operation: string;
  key: string;
  requestHash: string;
}

export type ClaimResult = { kind: 'claimed'; id: string } | { kind: 'answered'; answer: unknown };

/**
 * Claims a key inside the write's own transaction. A second request with the key waits for the first to end, then gets its
 * answer; with another body it is refused. Keys are forgotten after 24 hours.
 */
export async function claimKey(tx: Tx, claim: KeyClaim): Promise<ClaimResult> {
  const id = newId('event');
  const names = [claim.principal, claim.operation, claim.key];
  await tx.query(
    `delete from idempotency_keys where principal = $1 and operation = $2 and key = $3 and created_at < now() - interval '24 hours'`,
    names,
  );
  const inserted = await tx.query(
    `insert into idempotency_keys (tenant_id, id, principal, operation, key, request_hash)
      values ($1,$2,$3,$4,$5,$6) on conflict on constraint idempotency_keys_once do nothing`,
    [tx.tenantId, id, ...names, claim.requestHash],
  );
  if (inserted.rowCount === 1) return { kind: 'claimed', id };
  const { rows } = await tx.query<{ request_hash: string; answer: unknown }>(
    'select request_hash, answer from idempotency_keys where principal = $1 and operation = $2 and key = $3',
    names,
  );
  const found = rows[0];
  if (!found) throw new AppError('conflict', { detail: 'The same request is being handled right now. Try again.' });
  if (found.request_hash !== claim.requestHash) {
    throw new AppError('idempotency_mismatch', { detail: 'Use a new Idempotency-Key for a different request.' });
  }
  return { kind: 'answered', answer: found.answer ?? undefined };
}

export async function keepAnswer(tx: Tx, id: string, answer: unknown): Promise<void> {
  await tx.query('update idempotency_keys set answer = $2 where tenant_id = $3 and id = $1', [
    id,
    JSON.stringify(answer ?? null),
    tx.tenantId,
  ]);
}

export async function forgetOldKeys(tx: Tx): Promise<number> {
  const { rowCount } = await tx.query(`delete from idempotency_keys where created_at < now() - interval '24 hours'`);
  return rowCount ?? 0;
}
