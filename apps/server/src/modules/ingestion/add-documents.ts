import { addDocuments } from '@agentforge/contracts/knowledge/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import type { StreamContext, UploadedFile } from '../../platform/context.ts';
import type { EgressGuard } from '../../platform/egress/egress.ts';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import { findBase, presentDocument } from '../knowledge/index.ts';
import { givenSource } from './given-source.ts';
import type { IngestQueue } from './ingest-queue.ts';
import { type NewSource, storeDocuments } from './new-documents.ts';
import { brokenForm, drain, receiveFile } from './receive-file.ts';
import type { SourceStore } from './source-store.ts';

interface AddServices {
  store: SourceStore;
  queue: IngestQueue;
  egress: EgressGuard;
  maxBytes: number;
}

/** All of a request's sources become documents, or none does and nothing of them is left. */
export function addDocumentsVerb(services: AddServices): Verb {
  return streamVerb(addDocuments, async (context, { params, body }) => {
    const baseId = params.knowledge_base_id;
    await context.transaction(async ({ tx }) => {
      if (!(await findBase(tx, baseId))) throw notFound('knowledge base');
    });
    const to = { ...services, tenantId: context.tenantId, signal: context.signal };
    const stored: NewSource[] = [];
    try {
      if (context.files !== null) await receiveAll(context, to, stored);
      else if (body !== undefined) stored.push(await givenSource(body, to));
      if (stored.length === 0) throw nothingSent();
      const rows = await context.transaction((own) => storeDocuments(own, baseId, stored, services));
      return { data: rows.map((row) => presentDocument(context, row)) };
    } catch (error) {
      const keys = stored.flatMap(({ blobKey }) => (blobKey === null ? [] : [blobKey]));
      await services.store
        .discard(context.tenantId, keys)
        .catch((cause: unknown) => context.logger.warn({ err: cause }, 'stored files of a refused upload remain'));
      throw error;
    }
  });
}

async function receiveAll(
  context: StreamContext,
  to: Parameters<typeof receiveFile>[1],
  stored: NewSource[],
): Promise<void> {
  const files = context.files?.[Symbol.asyncIterator]();
  const nextFile = async () => {
    const next = await files?.next().catch((error: unknown) => {
      throw brokenForm(error);
    });
    return next === undefined || next.done ? null : next.value;
  };
  let current: UploadedFile | null = null;
  try {
    for (current = await nextFile(); current !== null; current = await nextFile()) {
      stored.push(await receiveFile(current, to));
    }
  } catch (error) {
    if (files && !context.signal.aborted) await drain(files, current);
    throw error;
  }
}

function nothingSent(): AppError {
  return new AppError('invalid_input', {
    detail: 'Send at least one file as multipart field "file", or JSON with a url, a text or a table.',
    errors: [{ path: 'file', message: 'is missing' }],
  });
}
