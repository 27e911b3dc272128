import { randomUUID } from 'node:crypto';
import { AppError } from '@agentforge/kernel/errors';
import { assertInvariant } from '@agentforge/kernel/trust';
import type { JobFacts } from '../../platform/jobs/job.ts';
import { type BaseRow, findBase, findDocument } from '../knowledge/index.ts';
import { type BuildServices, buildGeneration } from './build-generation.ts';
import { claimDocument } from './ingest.repository.ts';
import { settleFailure } from './ingest-failure.ts';
import { IngestLease } from './ingest-lease.ts';

/** A document that outlived so many workers is what kills them. */
const mostAttempts = 12;

/**
 * Brings a document into the index. Safe to run twice, at once or after a crash at any point: the lease lets one worker
 * write, the generation keeps what is whole, and search sees nothing before the flip.
 */
export async function ingestDocument(
  services: BuildServices,
  data: { tenantId: string; documentId: string },
  facts: JobFacts,
): Promise<void> {
  const taken = await take(services, data, facts);
  if (taken === null) return;
  const { lease, base } = taken;
  try {
    if (lease.document.attempts > mostAttempts) throw tooManyAttempts();
    await buildGeneration(services, lease, base);
  } catch (error) {
    await settleFailure(services, lease, error, facts);
  } finally {
    lease.end();
  }
}

async function take(
  services: BuildServices,
  { tenantId, documentId }: { tenantId: string; documentId: string },
  facts: JobFacts,
): Promise<{ lease: IngestLease; base: BaseRow } | null> {
  const token = randomUUID();
  const claimed = await services.database.withTenant(tenantId, async (tx) => {
    const document = await claimDocument(tx, documentId, token);
    if (document) return { document, base: await findBase(tx, document.knowledgeBaseId) };
    const present = await findDocument(tx, documentId);
    // Someone holds it, alive or not: look again when the lease ends.
    if (present?.leaseUntil && (present.status === 'queued' || present.status === 'processing')) {
      await services.queue.enqueue(tx, tenantId, [documentId], new Date(Date.parse(present.leaseUntil) + 1000));
    }
    return null;
  });
  if (!claimed?.base) return null;
  const { document, base } = claimed;
  assertInvariant(document.buildingGeneration, 'a claimed document has a generation to build');
  const claim = { token, generationId: document.buildingGeneration, signal: facts.signal };
  return { lease: new IngestLease(services.database, document, claim), base };
}

function tooManyAttempts(): AppError {
  return new AppError('rule_broken', {
    detail:
      'Reading this document stopped the worker again and again. Split it or save it in another format, then upload that.',
  });
}
