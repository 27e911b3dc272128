import { z } from 'zod';

/** Ids of an accepted message, also what an Idempotency-Key remembers. */
export const startedAnswer = z.object({
  runId: z.string(),
  conversationId: z.string(),
  userMessageId: z.string(),
  messageId: z.string(),
});

export type StartedRun = z.output<typeof startedAnswer>;
