import type { Clock } from '@agentforge/kernel/clock';

const dayMs = 24 * 3_600_000;

/** The day that counts now, in UTC: `2026-01-31`. */
export function dayOf(clock: Clock): string {
  return new Date(clock.now()).toISOString().slice(0, 10);
}

/** The next midnight UTC, RFC 3339. */
export function endOfDay(clock: Clock): string {
  return new Date((Math.floor(clock.now() / dayMs) + 1) * dayMs).toISOString();
}
