import type { Tx } from '@agentforge/db/database';
import type { AgentRow } from './agents.repository.ts';

/** How late another process may learn that an agent was changed or paused. The process that did it knows at once. */
const keepMs = 2500;
const mostKept = 2000;

interface Kept {
  /** Null: it has been changed since. */
  row: AgentRow | null;
  at: number;
}

/** Rows read a moment ago, by tenant and id: every message asks for its agent. */
const kept = new Map<string, Kept>();

const keyOf = (tenantId: string, id: string) => `${tenantId}/${id}`;

/** A row that is at most `keepMs` old. `now` is in milliseconds of a clock that never goes back. */
export function recentAgent(tenantId: string, id: string, now: number): AgentRow | null {
  const known = kept.get(keyOf(tenantId, id));
  return known && known.at + keepMs > now ? known.row : null;
}

/** `readAt` is from before the row was read: a change that came in between makes it old news. */
export function keepAgent(row: AgentRow, readAt: number): void {
  const key = keyOf(row.tenantId, row.id);
  const known = kept.get(key);
  if (known?.row === null && known.at >= readAt) return;
  put(key, { row, at: readAt });
}

function put(key: string, entry: Kept): void {
  kept.delete(key);
  kept.set(key, entry);
  const oldest = kept.size > mostKept ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
}

/** Once `tx` is committed the next reader sees what it wrote. */
export function agentChangedIn(tx: Tx, tenantId: string, id: string): void {
  tx.afterCommit(() => {
    put(keyOf(tenantId, id), { row: null, at: performance.now() });
  });
}
