export const dayGroups = ['today', 'yesterday', 'earlier'] as const;
export type DayGroup = (typeof dayGroups)[number];

/** Which part of the list a moment belongs to, by the calendar of this place. */
export function dayGroupOf(moment: string, now: Date): DayGroup {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  const time = Date.parse(moment);
  if (time >= midnight.getTime()) return 'today';
  return time >= yesterday.getTime() ? 'yesterday' : 'earlier';
}

/** Rows in their groups, in the order they came; groups without rows are left out. */
export function groupByDay<Row extends { updated_at: string }>(
  rows: readonly Row[],
  now: Date,
): { group: DayGroup; rows: Row[] }[] {
  return dayGroups
    .map((group) => ({ group, rows: rows.filter((row) => dayGroupOf(row.updated_at, now) === group) }))
    .filter((section) => section.rows.length > 0);
}
