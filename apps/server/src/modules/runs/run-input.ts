import { z } from 'zod';
import { storedAttachment } from './attachments.ts';

const span = z.object({ start: z.number(), end: z.number(), kind: z.string() });

const changedResult = z.object({ call_id: z.string(), content: z.json(), ok: z.boolean() });

export type ChangedResult = z.output<typeof changedResult>;

const taintMark = z.object({ label: z.enum(['untrusted', 'private', 'secret']), source: z.string() });

const runRights = z.object({ permissions: z.array(z.string()), agent_ids: z.array(z.string()).nullable() });

export type RunRights = z.output<typeof runRights>;

const most = z.number().nullable();
const runLimits = z.object({ max_tokens: most, max_cost_usd: most, max_seconds: most });

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
  /** What the caller may do at most, where that is less than all their own rights. */
  rights: runRights.optional(),
  /** Of a run that another asked for: where its question may have come from, and what it may use. */
  labels: z.array(taintMark).optional(),
  limits: runLimits.optional(),
  attachments: z.array(storedAttachment).default([]),
  /** Of a replay: what a person put in the place of recorded results. */
  changed_results: z.array(changedResult).default([]),
});

/** As it is given; `changed_results` may be left out. */
export type RunInput = Omit<z.output<typeof runInput>, 'changed_results'> &
  Partial<Pick<z.output<typeof runInput>, 'changed_results'>>;
