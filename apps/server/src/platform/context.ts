import type { Permission } from '@agentforge/contracts/shared/permissions';
import type { Tx } from '@agentforge/db/database';
import type { DomainEvent } from './events/domain-event.ts';
import type { Logger } from './telemetry/logger.ts';

/** Who acts. Audit and rights know it on every surface; there is no "user null". */
export type Actor =
  | { kind: 'user'; userId: string; email: string; sessionId: string }
  | { kind: 'api-key'; keyId: string; name: string; userId: string; agentIds: readonly string[] | null }
  | { kind: 'webhook'; triggerId: string; name: string; userId: string }
  /** A run that asks another agent, for the person it works for. */
  | { kind: 'run'; runId: string; name: string; userId: string; agentIds: readonly string[] | null }
  | { kind: 'system'; job: string }
  | { kind: 'anonymous' };

/** Facts of the request, for audit and logs. Jobs have none but their own id. */
export interface RequestFacts {
  requestId: string;
  ip: string | null;
  userAgent: string | null;
  idempotencyKey?: string;
  ifMatch?: string;
  /** Media type the client asks for first. */
  accepts?: string;
  /** Where a reader of a stream stands. */
  lastEventId?: string;
  /** W3C Trace Context of the caller. */
  traceparent?: string;
  /** What a signed delivery says of itself, by Standard Webhooks. */
  webhook?: { id: string; timestamp: string; signature: string };
}

/** An authenticated caller: where they belong and what they may do. */
export interface Principal {
  actor: Actor;
  tenantId: string;
  permissions: ReadonlySet<Permission>;
  isOperator: boolean;
  /** Signed in with a temporary password: only operations that say so may be called. */
  mustChangePassword?: boolean;
}

export interface BaseContext {
  readonly actor: Actor;
  readonly request: RequestFacts;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  now(): number;
  /** What the answer carries besides its body. */
  readonly reply: ReplyFacts;
}

/** A signed-in caller in their tenant. */
export interface TenantContext extends BaseContext {
  readonly tenantId: string;
  readonly principal: Principal;
  can(permission: Permission): boolean;
  /** The person behind user, API-key, webhook and run actors. Throws `forbidden` for system actors. */
  requireUserId(): string;
}

/** Inside the one tenant transaction of a verb. */
export interface VerbContext extends TenantContext {
  readonly tx: Tx;
  /** Tells listeners, durably, once this transaction commits. */
  emit(event: DomainEvent): Promise<void>;
  /** Names what was acted on; the wrapper writes the record in the same transaction. */
  audit(facts: AuditFacts): void;
  /** Throws `precondition_failed` when If-Match names another revision, and sets the ETag of the answer. */
  revision(current: number): void;
}

/** For verbs that last longer than a transaction may: chat, uploads, downloads. */
export interface StreamContext extends TenantContext {
  /** A tenant transaction of its own; use several, never across a model call. */
  transaction<T>(run: (ctx: VerbContext) => Promise<T>): Promise<T>;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
  /** Uploaded files of a multipart body, in order; consume each before the next. */
  readonly files: AsyncIterable<UploadedFile> | null;
}

/** For the few operations that come before there is a tenant: setup, login, refresh. */
export interface OpenContext extends BaseContext {
  /** A transaction over all tenants. Say why. */
  system<T>(reason: string, run: (tx: Tx) => Promise<T>): Promise<T>;
  /** A record in the audit of a tenant, for sign-ins and failures. */
  auditIn(tx: Tx, tenantId: string, actor: Actor, facts: AuditFacts): Promise<void>;
}

export interface AuditFacts {
  action?: string;
  resource?: { kind: string; id: string | null };
  result?: 'success' | 'denied' | 'failed';
  details?: Record<string, unknown>;
}

export interface UploadedFile {
  fileName: string;
  mediaType: string;
  content: AsyncIterable<Uint8Array>;
}

export interface ReplyFacts {
  headers: Record<string, string>;
  cookies: { name: string; value: string; maxAgeSeconds: number | null }[];
}
