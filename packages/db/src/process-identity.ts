import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Enough to tell a running process from a later one that got its number. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Boot id and start time in clock ticks; empty where the system does not tell. */
  readonly startedAt: string;
  /** Process-number namespace (containers have their own); empty where the system has none. */
  readonly space: string;
}

function tryRead(read: () => string): string {
  try {
    return read().trim();
  } catch {
    return '';
  }
}

function startTime(pid: number): string {
  const status = tryRead(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (status === '') return '';
  const boot = tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  // The command name may hold spaces and brackets; the start time is the 20th field after it.
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  return `${boot}:${fields[19] ?? ''}`;
}

/** The identity of a process of this machine. */
export function describeProcess(pid: number): ProcessIdentity {
  const space = tryRead(() => readlinkSync('/proc/self/ns/pid'));
  return { pid, host: hostname(), startedAt: startTime(pid), space };
}

function numberIsTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether exactly this process still runs; `unknown` when it belongs to another host or container. */
export function isSameProcessAlive(identity: ProcessIdentity): boolean | 'unknown' {
  const own = describeProcess(process.pid);
  if (identity.host !== own.host || identity.space !== own.space) return 'unknown';
  if (!numberIsTaken(identity.pid)) return false;
  const now = startTime(identity.pid);
  return now === '' || identity.startedAt === '' || now === identity.startedAt;
}
