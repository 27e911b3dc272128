import type { Clock } from '@agentforge/kernel/clock';

/** The day that counts now, in UTC: `2026-01-31`. */
export function dayOf(clock: Clock): string {
  return new Date(clock.now()).toISOString().slice(0, 10);
}
