import type { Run } from './api/runs.ts';

/** Names of who decided, and in whose place. */
export interface Decider {
  by: string;
  onBehalfOf: string | null;
}

/** Who decided each approval of a run, by the approval's id; the steps know names where the tree has ids. */
export function decidersOf({ steps }: Pick<Run, 'steps'>): ReadonlyMap<string, Decider> {
  return new Map(
    steps.flatMap(({ kind, details }) => {
      const { approval_id, by, on_behalf_of: other } = details;
      if (kind !== 'approval' || typeof approval_id !== 'string' || typeof by !== 'string') return [];
      return [[approval_id, { by, onBehalfOf: typeof other === 'string' ? other : null }] as const];
    }),
  );
}
