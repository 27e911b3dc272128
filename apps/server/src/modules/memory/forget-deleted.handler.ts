import type { EventBus } from '../../platform/events/event-bus.ts';
import { forgetAgent, forgetUser } from './forget.repository.ts';

/** A deleted agent remembers nobody, and nothing is remembered of a deleted person. */
export function forgetDeleted(events: EventBus): void {
  events.on('agent.deleted', 'memory', ({ tenantId, data }, tx) => forgetAgent(tx, tenantId, String(data['agent_id'])));
  events.on('user.deleted', 'memory', ({ tenantId, data }, tx) => forgetUser(tx, tenantId, String(data['user_id'])));
}
