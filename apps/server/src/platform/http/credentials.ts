import { AppError } from '@agentforge/kernel/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Credential } from '../auth/authenticator.ts';
import type { Config } from '../config/config.ts';
import type { ReplyFacts } from '../context.ts';

/** `__Host-` binds the cookie to this host and to https; plain http on a laptop cannot have it. */
export function cookieName(config: Pick<Config, 'secureCookies'>): string {
  return config.secureCookies ? '__Host-agentforge' : 'agentforge';
}

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** The request's credential: a bearer token or API key first, else the browser's cookie. */
export function readCredential(request: FastifyRequest, config: Config): Credential | null {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const match = /^Bearer ([\x21-\x7e]{8,4096})$/i.exec(header);
    if (!match?.[1])
      throw new AppError('unauthenticated', { detail: 'The Authorization header must be "Bearer <token>".' });
    return { kind: 'bearer', token: match[1] };
  }
  const key = request.headers['x-api-key'];
  if (typeof key === 'string') return { kind: 'bearer', token: key };
  const cookie = request.cookies[cookieName(config)];
  if (!cookie) return null;
  if (unsafe.has(request.method)) requireSameOrigin(request, config);
  return { kind: 'cookie', token: cookie };
}

/** A browser sends its cookie along with any site's request; only our own pages may write with it. */
export function requireSameOrigin(request: FastifyRequest, config: Config): void {
  const origin = request.headers.origin;
  const site = request.headers['sec-fetch-site'];
  if (origin === undefined && (site === undefined || site === 'same-origin' || site === 'none')) return;
  if (origin !== undefined && ownOrigins(request, config).includes(origin)) return;
  throw new AppError('forbidden', {
    detail: 'This request came from another site. Open AgentForge at its own address.',
  });
}

function ownOrigins(request: FastifyRequest, config: Config): string[] {
  return [new URL(config.baseUrl).origin, `${request.protocol}://${request.host}`];
}

/** A cookie with `maxAgeSeconds` null is cleared. */
export function writeReplyFacts(reply: FastifyReply, facts: ReplyFacts, config: Config): void {
  for (const [name, value] of Object.entries(facts.headers)) reply.header(name, value);
  for (const cookie of facts.cookies) {
    const options = { path: '/', httpOnly: true, secure: config.secureCookies, sameSite: 'lax' as const };
    if (cookie.maxAgeSeconds === null) reply.clearCookie(cookieName(config), options);
    else reply.setCookie(cookieName(config), cookie.value, { ...options, maxAge: cookie.maxAgeSeconds });
  }
}
