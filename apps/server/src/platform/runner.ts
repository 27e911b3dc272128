import { createHash } from 'node:crypto';
import type { Endpoint, InputOf } from '@agentforge/contracts/shared/endpoint';
import type { Permission } from '@agentforge/contracts/shared/permissions';
import type { Database, Tx } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import { AppError } from '@agentforge/kernel/errors';
import { writeAudit } from './audit/write-audit.repository.ts';
import type {
  AuditFacts,
  OpenContext,
  Principal,
  ReplyFacts,
  RequestFacts,
  StreamContext,
  TenantContext,
  UploadedFile,
  VerbContext,
} from './context.ts';
import type { EventBus } from './events/event-bus.ts';
import { writeEvent } from './events/outbox.repository.ts';
import { claimKey, keepAnswer } from './idempotency.repository.ts';
import { checkAnswer, parseInput } from './parse.ts';
import type { Logger } from './telemetry/logger.ts';
import { noTracing, type Tracing } from './telemetry/tracing.ts';
import { type RawInput, Streamed, type Verb } from './verb.ts';

export interface RunnerServices {
  database: Database;
  events: EventBus;
  logger: Logger;
  clock: Clock;
  tracing?: Tracing;
}

export interface Call {
  /** Absent for callers who are not signed in. */
  principal: Principal | null;
  request: RequestFacts;
  input: RawInput;
  signal?: AbortSignal;
  files?: AsyncIterable<UploadedFile> | null;
}

export interface Outcome {
  answer: unknown;
  reply: ReplyFacts;
}

/** The one road to every operation. HTTP, jobs, command line and other surfaces all come through here. */
export class VerbRunner {
  readonly #services: RunnerServices;

  constructor(services: RunnerServices) {
    this.#services = services;
  }

  run(verb: Verb, call: Call): Promise<Outcome> {
    const { tracing = noTracing } = this.#services;
    if (tracing === noTracing) return this.#run(verb, call);
    const facts = { 'agentforge.operation': verb.endpoint.id, 'agentforge.tenant': tenantMark(call.principal) };
    const run = () => tracing.span(`verb ${verb.endpoint.id}`, facts, () => this.#run(verb, call));
    return tracing.within(call.request?.traceparent, run);
  }

  async #run(verb: Verb, call: Call): Promise<Outcome> {
    const reply: ReplyFacts = { headers: {}, cookies: [] };
    if (verb.mode === 'open') {
      const input = parseInput(verb.endpoint, call.input);
      const answer = await verb.handler(this.#openContext(call, reply), input);
      return { answer: checkAnswer(verb.endpoint, answer), reply };
    }
    const principal = await this.#authorize(verb.endpoint, call);
    const input = parseInput(verb.endpoint, call.input);
    const context = this.#tenantContext(call, principal, reply);
    if (verb.mode === 'transaction' && verb.prepare) {
      await verb.prepare(this.#streamContext(context, verb.endpoint, call), input);
    }
    const answer =
      verb.mode === 'transaction'
        ? await this.#inTransaction(context, verb.endpoint, (own) => verb.handler(own, input), input)
        : await verb.handler(this.#streamContext(context, verb.endpoint, call), input);
    return { answer: answer instanceof Streamed ? answer : checkAnswer(verb.endpoint, answer), reply };
  }

  async #authorize(endpoint: Endpoint, call: Call): Promise<Principal> {
    const { principal } = call;
    if (!principal) throw new AppError('unauthenticated', { detail: 'Sign in, or send an access token or API key.' });
    requireChosenPassword(endpoint, principal);
    if (mayCall(endpoint, principal)) return principal;
    if (endpoint.audited) {
      await this.#services.database.withTenant(principal.tenantId, (tx) =>
        this.#audit(tx, principal, call.request, endpoint, { result: 'denied' }),
      );
    }
    throw new AppError('forbidden', {
      detail: `This needs ${describeAccess(endpoint)}. Ask an administrator of your organization.`,
    });
  }

  async #inTransaction(
    context: TenantContext,
    endpoint: Endpoint,
    handler: (context: VerbContext) => Promise<unknown>,
    input: InputOf<Endpoint>,
  ): Promise<unknown> {
    return this.#transaction(context, endpoint, true, async (own) => {
      const key = context.request.idempotencyKey;
      if (key === undefined || endpoint.method === 'GET') return handler(own);
      const claim = await claimKey(own.tx, {
        principal: own.principal.actor.kind === 'api-key' ? own.principal.actor.keyId : own.requireUserId(),
        operation: endpoint.id,
        key,
        requestHash: createHash('sha256').update(JSON.stringify(input)).digest('hex'),
      });
      if (claim.kind === 'answered') {
        if (endpoint.answersSecret) throw alreadyShown();
        context.reply.headers['idempotency-replayed'] = 'true';
        return claim.answer;
      }
      const answer = await handler(own);
      if (!endpoint.answersSecret) await keepAnswer(own.tx, claim.id, checkAnswer(endpoint, answer));
      return answer;
    });
  }

  /** Opens a tenant transaction, runs the handler and writes the audit record in it. */
  #transaction<T>(
    context: TenantContext,
    endpoint: Endpoint,
    autoAudit: boolean,
    handler: (context: VerbContext) => Promise<T>,
  ): Promise<T> {
    const { database, events } = this.#services;
    return database.withTenant(context.tenantId, async (tx) => {
      let facts: AuditFacts | null = null;
      let emitted = false;
      const own: VerbContext = {
        ...context,
        tx,
        emit: async (event) => {
          await writeEvent(tx, context.tenantId, event);
          emitted = true;
        },
        audit: (named) => {
          facts = named;
        },
        revision: (current) => checkRevision(context, current),
      };
      const answer = await handler(own);
      if (facts !== null || (endpoint.audited && autoAudit)) {
        await this.#audit(
          tx,
          context.principal,
          context.request,
          endpoint,
          facts ?? { resource: resourceOf(endpoint, answer) },
        );
      }
      if (emitted) tx.afterCommit(() => events.poke());
      return answer;
    });
  }

  #audit(tx: Tx, principal: Principal, request: RequestFacts, endpoint: Endpoint, facts: AuditFacts): Promise<void> {
    return writeAudit(tx, {
      tenantId: principal.tenantId,
      action: facts.action ?? endpoint.id,
      result: facts.result ?? 'success',
      actor: principal.actor,
      resource: facts.resource ?? { kind: kindOf(endpoint), id: null },
      request,
      details: facts.details ?? {},
    });
  }

  #tenantContext(call: Call, principal: Principal, reply: ReplyFacts): TenantContext {
    const { actor } = principal;
    return {
      actor,
      principal,
      tenantId: principal.tenantId,
      request: call.request,
      logger: this.#services.logger,
      now: () => this.#services.clock.now(),
      reply,
      can: (permission: Permission) => principal.permissions.has(permission),
      requireUserId: () => {
        if ('userId' in actor) return actor.userId;
        throw new AppError('forbidden', { detail: 'This is for people, not for system jobs.' });
      },
    };
  }

  #streamContext(context: TenantContext, endpoint: Endpoint, call: Call): StreamContext {
    return {
      ...context,
      // A stream verb has several transactions: it says itself in which one its record belongs.
      transaction: (run) => this.#transaction(context, endpoint, false, run),
      signal: call.signal ?? new AbortController().signal,
      files: call.files ?? null,
    };
  }

  #openContext(call: Call, reply: ReplyFacts): OpenContext {
    return {
      actor: call.principal?.actor ?? { kind: 'anonymous' },
      request: call.request,
      logger: this.#services.logger,
      now: () => this.#services.clock.now(),
      reply,
      system: (reason, run) => this.#services.database.withSystem(reason, run),
      auditIn: (tx, tenantId, actor, facts) =>
        writeAudit(tx, {
          tenantId,
          action: facts.action ?? 'auth',
          result: facts.result ?? 'success',
          actor,
          resource: facts.resource ?? { kind: 'session', id: null },
          request: call.request,
          details: facts.details ?? {},
        }),
    };
  }
}

function mayCall(endpoint: Endpoint, principal: Principal): boolean {
  const { access } = endpoint;
  if (typeof access === 'object' || access === 'signed-in') return true;
  if (access === 'operator') return principal.isOperator;
  return principal.permissions.has(access);
}

const alreadyShown = () =>
  new AppError('conflict', {
    detail:
      'This was carried out already. The secret was in the first answer and is not kept, so it cannot be shown again.',
  });

function requireChosenPassword(endpoint: Endpoint, principal: Principal): void {
  if (principal.mustChangePassword !== true || endpoint.beforePasswordChange === true) return;
  throw new AppError('password_change_required', {
    detail: 'Your password was reset by an administrator. Choose a new one to go on.',
  });
}

function describeAccess(endpoint: Endpoint): string {
  return endpoint.access === 'operator' ? 'a platform operator' : `the permission ${String(endpoint.access)}`;
}

function checkRevision(context: TenantContext, current: number): void {
  const etag = `"${current}"`;
  const expected = context.request.ifMatch;
  if (expected !== undefined && expected !== '*' && expected.replace(/^W\//, '') !== etag) {
    throw new AppError('precondition_failed', {
      detail: 'Someone else saved a change after you opened this. Reload to see it, then save again.',
    });
  }
  context.reply.headers['etag'] = etag;
}

/** Tells the traces of one organization apart without naming it. */
function tenantMark(principal: Principal | null): string {
  return principal ? createHash('sha256').update(principal.tenantId).digest('hex').slice(0, 16) : 'none';
}

const kindOf = (endpoint: Endpoint): string => endpoint.id.split('.')[0] ?? endpoint.id;

function resourceOf(endpoint: Endpoint, answer: unknown): { kind: string; id: string | null } {
  const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : null;
  return { kind: kindOf(endpoint), id: typeof id === 'string' ? id : null };
}
