import { createHash } from 'node:crypto';
import { addDocuments } from '@agentforge/contracts/knowledge/endpoints';
import type { AnswerInputOf } from '@agentforge/contracts/shared/endpoint';
import { AppError, notFound } from '@agentforge/kernel/errors';
import type { StreamContext, UploadedFile, VerbContext } from '../../platform/context.ts';
import type { EgressGuard } from '../../platform/egress/egress.ts';
import { claimKey, keepAnswer } from '../../platform/idempotency.repository.ts';
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
      const { answer, repeated } = await context.transaction((own) =>
        onceByKey(own, { baseId, sources: stored.map(identityOf) }, async () => {
          const rows = await storeDocuments(own, baseId, stored, services);
          return { data: rows.map((row) => presentDocument(context, row)) };
        }),
      );
      if (repeated) await discard(context, services, stored);
      return answer;
    } catch (error) {
      await discard(context, services, stored);
      throw error;
    }
  });
}

type Answer = AnswerInputOf<typeof addDocuments>;

/** What makes two requests the same: not the ids they were given here. */
function identityOf({ kind, title, fileName, url, mediaType, sha256 }: NewSource) {
  return { kind, title, fileName, url, mediaType, sha256 };
}

/** The first answer again for a repeated Idempotency-Key; the files came, so that their content could be compared. */
async function onceByKey(
  own: VerbContext,
  request: unknown,
  make: () => Promise<Answer>,
): Promise<{ answer: Answer; repeated: boolean }> {
  const { idempotencyKey: key } = own.request;
  if (key === undefined) return { answer: await make(), repeated: false };
  const { actor } = own;
  const claim = await claimKey(own.tx, {
    principal: actor.kind === 'api-key' ? actor.keyId : own.requireUserId(),
    operation: addDocuments.id,
    key,
    requestHash: createHash('sha256').update(JSON.stringify(request)).digest('hex'),
  });
  if (claim.kind === 'answered') {
    own.reply.headers['idempotency-replayed'] = 'true';
    return { answer: addDocuments.answer.parse(claim.answer), repeated: true };
  }
  const answer = await make();
  await keepAnswer(own.tx, claim.id, answer);
  return { answer, repeated: false };
}

async function discard(context: StreamContext, { store }: AddServices, stored: readonly NewSource[]): Promise<void> {
  const keys = stored.flatMap(({ blobKey }) => (blobKey === null ? [] : [blobKey]));
  await store
    .discard(context.tenantId, keys)
    .catch((cause: unknown) => context.logger.warn({ err: cause }, 'stored files of an upload remain for now'));
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
