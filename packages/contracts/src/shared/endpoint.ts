import type { z } from 'zod';
import type { Permission } from './permissions.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call: a permission; any signed-in principal; a platform operator; or the public, with the reason written down.
 */
export type Access = Permission | 'signed-in' | 'operator' | { public: string };

/**
 * How the body travels. `upload` is multipart or JSON, `stream` may answer as SSE, `download` answers bytes, `raw` hands the
 * body on as the bytes that were sent, whatever their type.
 */
export type Transport = 'json' | 'upload' | 'stream' | 'download' | 'raw';

type ObjectSchema = z.ZodObject;

export interface Endpoint<
  Params extends ObjectSchema = ObjectSchema,
  Query extends ObjectSchema = ObjectSchema,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** `<room>.<verb>`, also the audit action: `agents.create`. */
  readonly id: string;
  readonly method: HttpMethod;
  /** Whole path with `{name}` parameters: `/api/v1/agents/{agent_id}`. */
  readonly path: string;
  /** Paths that answer the same (documented elsewhere). */
  readonly aliases?: readonly string[];
  readonly access: Access;
  readonly summary: string;
  readonly description?: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
  readonly status: 200 | 201 | 202 | 204;
  readonly transport: Transport;
  /** Writes leave an audit record; reads only where someone must answer for having looked. */
  readonly audited: boolean;
  /** The answer carries an ETag and the write honours If-Match. */
  readonly versioned: boolean;
  /** The answer holds a secret that is shown once: it is not kept for a repeated Idempotency-Key, which is a conflict. */
  readonly answersSecret?: boolean;
  /** Also for people who must choose a new password first. */
  readonly beforePasswordChange?: boolean;
  /** Requests per minute and principal beyond the general limit: for password checks and expensive calls. */
  readonly limitPerMinute?: number;
  /** Largest JSON body in bytes. Default 1 MiB. */
  readonly maxBodyBytes?: number;
}

type Optional<E, K extends keyof E> = Omit<E, K> & Partial<Pick<E, K>>;

type EndpointOptions<
  P extends ObjectSchema,
  Q extends ObjectSchema,
  B extends z.ZodType,
  A extends z.ZodType,
> = Optional<Endpoint<P, Q, B, A>, 'status' | 'transport' | 'audited' | 'versioned'>;

/** Declares one operation. Server route, OpenAPI, typed client, docs and the rights matrix all derive from it. */
export function endpoint<
  P extends ObjectSchema = ObjectSchema,
  Q extends ObjectSchema = ObjectSchema,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
>(options: EndpointOptions<P, Q, B, A>): Endpoint<P, Q, B, A> {
  const { status = 200, transport = 'json', audited = options.method !== 'GET', versioned = false, ...rest } = options;
  return { ...rest, status, transport, audited, versioned };
}

/** Parsed input of an endpoint, as a verb receives it. Absent parts are `{}`. */
export interface InputOf<E extends Endpoint> {
  params: E extends Endpoint<infer P, ObjectSchema, z.ZodType, z.ZodType> ? z.output<P> : never;
  query: E extends Endpoint<ObjectSchema, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never;
  body: E extends Endpoint<ObjectSchema, ObjectSchema, infer B, z.ZodType> ? z.output<B> : never;
}

/** What a verb returns: the answer before parsing. */
export type AnswerInputOf<E extends Endpoint> =
  E extends Endpoint<ObjectSchema, ObjectSchema, z.ZodType, infer A> ? z.input<A> : never;

/** What a client receives. */
export type AnswerOf<E extends Endpoint> =
  E extends Endpoint<ObjectSchema, ObjectSchema, z.ZodType, infer A> ? z.output<A> : never;
