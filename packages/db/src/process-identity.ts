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

/** Fields of /proc/<pid>/stat after the command name, which may itself hold spaces and brackets; empty elsewhere. */
function statusFields(pid: number): readonly string[] {
  const status = tryRead(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return status === '' ? [] : status.slice(status.lastIndexOf(')') + 2).split(' ');
}

function startTime(pid: number): string {
  const ticks = statusFields(pid)[19];
  if (ticks === undefined) return '';
  return `${tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'))}:${ticks}`;
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
  // A killed process keeps its number until its parent asks for it; in a container nobody may ever do.
  if (statusFields(identity.pid)[0] === 'Z') return false;
  const now = startTime(identity.pid);
  return now === '' || identity.startedAt === '' || now === identity.startedAt;
}
