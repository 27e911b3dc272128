import type { Tx } from '@agentforge/db/database';

/**
 * Something that happened, told to rooms that listen. Emitted inside the data's transaction and delivered at least once,
 * so listeners are idempotent by `id`.
 */
export interface DomainEvent {
  /** Past tense: `agent.published`, `document.indexed`, `user.disabled`. */
  type: string;
  /** Small plain JSON: ids and facts, never secrets or texts. */
  data: Record<string, unknown>;
}

export interface DeliveredEvent extends DomainEvent {
  id: string;
  tenantId: string;
}

/**
 * `tx` is a system transaction, rolled back to before this listener when it throws: name `event.tenantId` in every query.
 */
export type EventListener = (event: DeliveredEvent, tx: Tx) => Promise<void>;
