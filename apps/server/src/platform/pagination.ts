/**
 * Lists are ordered by id, newest first: ids sort by time, so the last id of a page is its cursor and a row added meanwhile
 * neither repeats nor skips another. Repositories read `limit + 1` rows.
 */
export function toPage<Row extends { id: string }, Item>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => Item,
): { data: Item[]; next_cursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { data: shown.map(present), next_cursor: rows.length > limit && last ? last.id : null };
}

/** `%text%` for ILIKE with its wildcards taken literally; null for no search. */
export function likePattern(text: string | undefined): string | null {
  return text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null;
}
