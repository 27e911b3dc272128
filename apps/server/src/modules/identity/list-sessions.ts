import { listSessions } from '@agentforge/contracts/identity/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import { listLiveSessions } from './sessions.repository.ts';

export function listSessionsVerb(): Verb {
  return verb(listSessions, async (context) => {
    const { actor } = context;
    const rows = await listLiveSessions(context.tx, context.requireUserId());
    const data = rows.map((row) => ({
      id: row.id,
      current: actor.kind === 'user' && actor.sessionId === row.id,
      kind: /Mozilla\//.test(row.userAgent ?? '') ? ('browser' as const) : ('token' as const),
      user_agent: row.userAgent,
      ip: row.ip,
      created_at: row.createdAt,
      last_seen_at: row.lastSeenAt,
      expires_at: row.expiresAt,
    }));
    return { data, next_cursor: null };
  });
}
