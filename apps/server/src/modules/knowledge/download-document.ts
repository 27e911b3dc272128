import { downloadDocument } from '@agentforge/contracts/knowledge/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import type { BlobStore } from '@agentforge/plugin-kit/blob-store';
import { Streamed, streamVerb, type Verb } from '../../platform/verb.ts';
import { findDocument } from './documents.repository.ts';
import { attachmentHeader } from './file-name.ts';

/** The original, always as an attachment that no browser runs: it may be a web page someone else wrote. */
export function downloadDocumentVerb(blobs: BlobStore): Verb {
  return streamVerb(downloadDocument, async (context, { params }) => {
    const row = await context.transaction(({ tx }) => findDocument(tx, params.document_id));
    if (!row) throw notFound('document');
    if (row.blobKey === null) {
      throw new AppError('conflict', {
        detail: 'This address has not been fetched yet, so there is no file to download.',
      });
    }
    return new Streamed(row.mediaType ?? 'application/octet-stream', await blobs.get(row.blobKey), {
      'content-disposition': attachmentHeader(row.fileName ?? row.title),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    });
  });
}
