import type { VerbContext } from './context.ts';

/** Sets the ETag of an answer to what was just written; `context.revision` compared If-Match with what was there before. */
export function answerRevision(context: VerbContext, written: number): void {
  context.reply.headers['etag'] = `"${written}"`;
}
