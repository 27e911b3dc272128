import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '@agentforge/kernel/errors';
import type { Application } from './application.ts';

/** Left for closing the database and sending the last spans. */
const closingMs = 1500;

/**
 * Readiness goes false first, and nothing else for `delayMs`: what sends requests here has that long to notice. Then event
 * streams end, for their readers come back elsewhere; requests, jobs, rooms and events in hand finish or are parked until
 * the grace is nearly over; then connections close.
 */
export async function drain(application: Application, graceMs: number, delayMs = 0): Promise<void> {
  const { platform, rooms, life } = application;
  life.state = 'draining';
  if (delayMs > 0) await delay(delayMs);
  life.draining.abort();
  const workMs = Math.max(500, graceMs - closingMs);
  const parts: [string, Promise<unknown>][] = [
    ['requests', closeHttp(application)],
    ['jobs', platform.jobs.stop(workMs)],
    ['events', platform.events.stop()],
    ['housekeeping', application.housekeeping.stop()],
    ...rooms.all.map((room): [string, Promise<unknown>] => [room.name, room.drain?.(workMs) ?? Promise.resolve()]),
  ];
  const overdue = new AbortController();
  await Promise.race([
    Promise.all(parts.map(([name, work]) => reported(application, name, work))),
    delay(workMs, undefined, { signal: overdue.signal }).catch(() => undefined),
  ]);
  overdue.abort();
  application.http.server.closeAllConnections();
  await platform.close();
}

/** One part that fails must not keep the others from ending. */
async function reported({ platform }: Application, name: string, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    platform.logger.warn({ part: name, error: messageOf(error) }, 'a part could not be stopped cleanly');
  }
}

async function closeHttp({ http }: Application): Promise<void> {
  // A kept-alive connection whose last request ends after the close began would otherwise stay open.
  const sweeper = setInterval(() => http.server.closeIdleConnections(), 50);
  try {
    await http.close();
  } finally {
    clearInterval(sweeper);
  }
}
