import { AppError, messageOf, type ProblemCode } from '@agentforge/kernel/errors';
import { ModelError } from '@agentforge/plugin-kit/model';
import type { JobFacts } from '../../platform/jobs/job.ts';
import type { BuildServices } from './build-generation.ts';
import { releaseDocument } from './ingest.repository.ts';
import { type IngestLease, LeaseLost } from './ingest-lease.ts';

/** What another try cannot change. */
const lasting = new Set<ProblemCode>([
  'rule_broken',
  'invalid_input',
  'payload_too_large',
  'unsupported_media_type',
  'destination_refused',
  'not_found',
  'model_missing',
]);

function isLasting(error: unknown): boolean {
  if (error instanceof ModelError) return !error.retryable;
  return AppError.is(error) && lasting.has(error.code);
}

/** What a person is told: the reason in words, never the inside of an unexpected error. */
function reasonOf(error: unknown): string {
  if (AppError.is(error) && error.code !== 'internal' && error.detail) return error.detail;
  return 'Something went wrong on our side while this document was read.';
}

/**
 * Decides what becomes of a document whose work ended early, and tells it in the document. Throws when the job is to be
 * tried again.
 */
export async function settleFailure(
  services: BuildServices,
  lease: IngestLease,
  error: unknown,
  facts: JobFacts,
): Promise<void> {
  if (error instanceof LeaseLost || lease.signal.reason instanceof LeaseLost) return;
  const { tenantId, id } = lease.document;
  if (facts.signal.aborted) {
    // The process ends: the next one goes on where this one stopped.
    await services.database.withTenant(tenantId, async (tx) => {
      const back = await releaseDocument(tx, id, lease.token, { status: 'queued', error: null });
      if (back) await services.queue.enqueue(tx, tenantId, [id]);
    });
    return;
  }
  const final = facts.lastTry || isLasting(error);
  const reason = reasonOf(error);
  const text = facts.lastTry && !isLasting(error) ? `${reason} Choose "Process again" to try once more.` : reason;
  services.logger.warn(
    { tenantId, documentId: id, final, error: messageOf(error) },
    'a document could not be processed',
  );
  await services.database.withTenant(tenantId, async (tx) => {
    const outcome = final
      ? { status: 'failed' as const, error: text }
      : { status: 'queued' as const, error: `${reason} It is tried again by itself.` };
    const written = await releaseDocument(tx, id, lease.token, outcome);
    if (!written || !final) return;
    await services.emit(tx, tenantId, { type: 'document.failed', data: { document_id: id, reason: text } });
    await services.queue.removeLeftovers(tx, tenantId, id);
  });
  if (!final) throw error;
}
