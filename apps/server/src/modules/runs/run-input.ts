import { z } from 'zod';
import { storedAttachment } from './attachments.ts';

const span = z.object({ start: z.number(), end: z.number(), kind: z.string() });

/** What a run needs besides its agent's version and its conversation; kept in its row for whoever takes it over. */
export const runInput = z.object({
  question: z.string(),
  verdicts: z.array(
    z.object({
      stage: z.enum(['input', 'output', 'tool']),
      rule: z.string(),
      action: z.enum(['allow', 'mask', 'block', 'flag', 'abstain', 'cut']),
      detail: z.string(),
      spans: z.array(span),
    }),
  ),
  timezone: z.string(),
  user_name: z.string().optional(),
  /** Turns given by an API client instead of stored ones. */
  history: z.array(z.object({ role: z.enum(['user', 'assistant', 'system']), text: z.string() })).optional(),
  /** Who sent parts of the question that its person did not write. */
  outside: z.string().optional(),
  attachments: z.array(storedAttachment).default([]),
});

export type RunInput = z.output<typeof runInput>;
