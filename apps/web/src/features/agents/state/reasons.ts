import { z } from 'zod';

const suggestion = z.object({ id: z.string(), reason: z.string() });

/** What the first draft said about its choices; travels with the address entry, so that a reload keeps it. */
export const draftNotes = z.object({
  reasons: z.record(z.string(), z.string()).default({}),
  tools: z.array(suggestion).default([]),
  knowledgeBases: z.array(suggestion).default([]),
});

export type DraftNotes = z.output<typeof draftNotes>;

export const noNotes: DraftNotes = { reasons: {}, tools: [], knowledgeBases: [] };

/** Notes handed over by the page that led here; none where there are none. */
export function notesOf(state: unknown): DraftNotes {
  const parsed = z.object({ notes: draftNotes }).safeParse(state);
  return parsed.success ? parsed.data.notes : noNotes;
}

/** Reasons of a field and of all fields below it, in the order the draft gave them. */
export function reasonsBelow(reasons: Readonly<Record<string, string>>, field: string): string[] {
  const own = Object.entries(reasons).filter(([path]) => path === field || path.startsWith(`${field}.`));
  return [...new Set(own.map(([, reason]) => reason))];
}
