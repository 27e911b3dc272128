import { Readable } from 'node:stream';
import { AppError } from '@agentforge/kernel/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '../auth/authenticator.ts';
import type { Config } from '../config/config.ts';
import type { Principal, RequestFacts, UploadedFile } from '../context.ts';
import type { Outcome, VerbRunner } from '../runner.ts';
import { Streamed, type Verb } from '../verb.ts';
import type { Admission } from './admission.ts';
import { readCredential, requireSameOrigin, writeReplyFacts } from './credentials.ts';
import { addOtherMethods } from './other-methods.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { writeStream } from './sse.ts';

export interface MountServices {
  config: Config;
  runner: VerbRunner;
  authenticator: Authenticator;
  limiter: RateLimiter;
  admission: Admission;
  /** Aborted when the process drains: event streams end, readers come back elsewhere. */
  draining?: AbortSignal;
}

/** Serves verbs over HTTP: authenticates, limits, calls the runner and writes what comes back. */
export function mountVerbs(app: FastifyInstance, verbs: readonly Verb[], services: MountServices): void {
  const isRaw = ({ endpoint }: Verb) => endpoint.transport === 'raw';
  for (const verb of verbs.filter((own) => !isRaw(own))) addRoutes(app, verb, services);
  // A scope of their own: elsewhere anything but JSON is refused before it is read.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const verb of verbs.filter(isRaw)) addRoutes(scope, verb, services);
  });
  addOtherMethods(app, verbs);
}

function addRoutes(app: FastifyInstance, verb: Verb, services: MountServices): void {
  const { endpoint } = verb;
  for (const path of [endpoint.path, ...(endpoint.aliases ?? [])]) {
    app.route({
      method: endpoint.method,
      url: path.replace(/\{(\w+)\}/g, ':$1'),
      bodyLimit: endpoint.maxBodyBytes ?? 1024 * 1024,
      handler: (request, reply) => handle(verb, request, reply, services),
    });
  }
}

async function handle(
  verb: Verb,
  request: FastifyRequest,
  reply: FastifyReply,
  services: MountServices,
): Promise<unknown> {
  const principal = await authenticate(verb, request, services);
  await limit(verb, request, reply, principal, services.limiter, services.config);
  checkTenantHeader(request, principal);
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  const files = filesOf(verb, request, services.config);
  const leave = await enter(verb, principal, services.admission);
  const work = services.runner.run(verb, {
    principal,
    request: factsOf(request),
    input: { params: request.params, query: request.query, body: request.body },
    signal: gone.signal,
    files,
  });
  const outcome = await work.finally(leave);
  return answer(verb, outcome, reply, services, gone);
}

/** What lasts waits for its turn like all others, and then takes no place. Who signs in is always let in. */
async function enter(verb: Verb, principal: Principal | null, admission: Admission): Promise<() => void> {
  if (verb.mode === 'open' || !principal) return () => undefined;
  const leave = await admission.enter(principal.tenantId);
  if (verb.mode === 'stream') leave();
  return leave;
}

function filesOf(verb: Verb, request: FastifyRequest, config: Config): AsyncIterable<UploadedFile> | null {
  if (!request.isMultipart()) return null;
  if (verb.endpoint.transport === 'upload') return uploadedFiles(request, config);
  throw new AppError('unsupported_media_type', { detail: 'Send JSON with Content-Type: application/json.' });
}

async function authenticate(verb: Verb, request: FastifyRequest, services: MountServices): Promise<Principal | null> {
  if (verb.mode === 'open') {
    // Signing in sets a cookie: another site must not sign a visitor in as someone else.
    if (verb.endpoint.method !== 'GET') requireSameOrigin(request, services.config);
    return null;
  }
  const credential = readCredential(request, services.config);
  return credential ? services.authenticator.authenticate(credential) : null;
}

async function limit(
  verb: Verb,
  request: FastifyRequest,
  reply: FastifyReply,
  principal: Principal | null,
  limiter: RateLimiter,
  config: Config,
): Promise<void> {
  const who = principal ? `${principal.tenantId}/${whoIs(principal)}` : `ip/${request.ip}`;
  // One knob: anonymous and special limits keep their proportion to the general one.
  const scale = config.rateLimitPerMinute / 1200;
  const decisions = [await limiter.hit(who, Math.ceil((principal ? 1200 : 300) * scale), 60)];
  const own = verb.endpoint.limitPerMinute;
  if (own !== undefined) decisions.push(await limiter.hit(`${who}/${verb.endpoint.id}`, Math.ceil(own * scale), 60));
  const tightest = decisions.reduce((one, other) => (other.remaining < one.remaining ? other : one));
  reply.header('ratelimit-limit', String(tightest.limit));
  reply.header('ratelimit-remaining', String(tightest.remaining));
  reply.header('ratelimit-reset', String(tightest.resetSeconds));
  const refusals = decisions.filter(({ allowed }) => !allowed);
  if (refusals.length === 0) return;
  const wait = Math.max(...refusals.map(({ resetSeconds }) => resetSeconds));
  throw new AppError('rate_limited', {
    detail: `Too many requests. Try again in ${wait} seconds.`,
    retryAfterSeconds: wait,
  });
}

function whoIs(principal: Principal): string {
  const { actor } = principal;
  return 'userId' in actor ? actor.userId : actor.kind;
}

function checkTenantHeader(request: FastifyRequest, principal: Principal | null): void {
  const named = request.headers['x-tenant-id'];
  if (named === undefined || !principal || named === principal.tenantId) return;
  throw new AppError('tenant_mismatch', {
    detail: 'The X-Tenant-ID header names another organization than your credential.',
  });
}

function factsOf(request: FastifyRequest): RequestFacts {
  const facts: RequestFacts = {
    requestId: String(request.id),
    ip: request.ip,
    userAgent: request.headers['user-agent'] ?? null,
  };
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && key !== '') {
    if (key.length > 255)
      throw new AppError('malformed_request', { detail: 'Idempotency-Key may have at most 255 characters.' });
    facts.idempotencyKey = key;
  }
  const match = request.headers['if-match'];
  if (typeof match === 'string') facts.ifMatch = match;
  const accepts = request.headers.accept?.split(/[,;]/)[0]?.trim();
  if (accepts) facts.accepts = accepts;
  const last = request.headers['last-event-id'];
  if (typeof last === 'string') facts.lastEventId = last;
  return { ...facts, ...traceFacts(request), ...webhookFacts(request) };
}

function traceFacts({ headers }: FastifyRequest): Pick<RequestFacts, 'traceparent'> {
  return typeof headers['traceparent'] === 'string' ? { traceparent: headers['traceparent'] } : {};
}

function webhookFacts({ headers }: FastifyRequest): Pick<RequestFacts, 'webhook'> {
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name],
  );
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signature !== 'string') return {};
  return { webhook: { id, timestamp, signature } };
}

async function* uploadedFiles(request: FastifyRequest, config: Config): AsyncGenerator<UploadedFile> {
  for await (const part of request.files({
    limits: { fileSize: config.maxUploadBytes, files: 50, fields: 10, parts: 60 },
  })) {
    yield { fileName: part.filename, mediaType: part.mimetype, content: part.file };
    if (part.file.truncated) {
      throw new AppError('payload_too_large', {
        detail: `A file may have at most ${Math.floor(config.maxUploadBytes / 1048576)} MB.`,
      });
    }
    // A file nobody read would keep the request open for ever.
    if (!part.file.readableEnded) part.file.resume();
  }
}

function answer(
  verb: Verb,
  outcome: Outcome,
  reply: FastifyReply,
  services: MountServices,
  gone: AbortController,
): unknown {
  writeReplyFacts(reply, outcome.reply, services.config);
  if (outcome.answer instanceof Streamed) return stream(outcome.answer, reply, gone, services.draining);
  if (verb.endpoint.status === 204) return reply.status(204).send();
  return reply
    .status(verb.endpoint.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(outcome.answer));
}

function stream(
  streamed: Streamed,
  reply: FastifyReply,
  gone: AbortController,
  draining: AbortSignal | undefined,
): unknown {
  for (const [name, value] of Object.entries(streamed.headers)) reply.header(name, value);
  reply.type(streamed.contentType);
  const events = streamed.contentType.startsWith('text/event-stream');
  if (!events) return reply.send(Readable.from(streamed.body));
  reply
    .header('cache-control', 'no-cache, no-transform')
    .header('x-accel-buffering', 'no')
    .header('connection', 'keep-alive');
  reply.hijack();
  reply.raw.writeHead(200, headersOf(reply));
  reply.raw.flushHeaders();
  const leave = () => gone.abort();
  if (draining?.aborted) leave();
  draining?.addEventListener('abort', leave, { once: true });
  return writeStream(reply.raw, streamed.body, { keepAlive: true, signal: gone.signal }).finally(() =>
    draining?.removeEventListener('abort', leave),
  );
}

function headersOf(reply: FastifyReply): Record<string, string | number | string[]> {
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).filter(
      (entry): entry is [string, string | number | string[]] => entry[1] !== undefined,
    ),
  );
}
