export const results = ['success', 'denied', 'failed'] as const;
export type AuditResult = (typeof results)[number];

export interface AuditFilter {
  q: string;
  action: string;
  result: AuditResult | undefined;
  /** Days of the person's own calendar, `2026-11-22`; both are included. */
  from: string;
  to: string;
}

const names = ['q', 'action', 'result', 'from', 'to'] as const;

/** The filter as it stands in the address, so that it can be passed on. */
export function filterOf(search: URLSearchParams): AuditFilter {
  const text = (name: string) => search.get(name) ?? '';
  return {
    q: text('q'),
    action: text('action'),
    result: results.find((result) => result === search.get('result')),
    from: text('from'),
    to: text('to'),
  };
}

export function searchOf(filter: AuditFilter): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])));
}

/** Midnight of a day here, moved by whole days, as the server wants it; undefined when it is no day. */
function momentOf(day: string, daysLater: number): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return undefined;
  const moment = new Date(Number(year), Number(month) - 1, Number(date) + daysLater);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** The filter as the server's query; a day at the end counts whole. */
export function queryOf(filter: AuditFilter) {
  const end = momentOf(filter.to, 1);
  return {
    q: filter.q.trim() || undefined,
    action: filter.action.trim() || undefined,
    result: filter.result,
    from: momentOf(filter.from, 0),
    to: end === undefined ? undefined : new Date(Date.parse(end) - 1).toISOString(),
  };
}
