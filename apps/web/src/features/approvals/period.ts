const minute = 60_000;

/** A moment as an `<input type="datetime-local">` shows it: in the zone of the reader. */
export function toLocalInput(moment: number): string {
  const zoned = new Date(moment - new Date(moment).getTimezoneOffset() * minute);
  return zoned.toISOString().slice(0, 16);
}

/** What such an input holds, as RFC 3339 in UTC; undefined while it is not whole. */
export function fromLocalInput(text: string): string | undefined {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
