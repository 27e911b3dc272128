import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../config/config.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { createErrorHandler } from './problem-answer.ts';
import { addSecurityHeaders, securityHeaders } from './security-headers.ts';

/** Fastify with our manners: ids, problem answers, headers, limits. Routes are added by the composition. */
export async function createHttpServer(config: Config, logger: Logger, metrics: Metrics): Promise<FastifyInstance> {
  const handleError = createErrorHandler(logger);
  const app = Fastify({
    logger: false,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 120_000,
    connectionTimeout: 0,
    keepAliveTimeout: 65_000,
    requestIdHeader: false,
    genReqId: (request) => acceptedId(request.headers['x-request-id']) ?? newId('request'),
    routerOptions: { maxParamLength: 200, caseSensitive: true, ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // What is refused before there is a route passes no hook.
    frameworkErrors: (error, request, reply) => {
      reply.headers({ ...securityHeaders(config), 'x-request-id': String(request.id) });
      handleError(error, request, reply);
    },
  });
  app.setErrorHandler(handleError);
  addSecurityHeaders(app, config);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', String(request.id));
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.httpSeconds.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
    logger.debug(
      {
        requestId: request.id,
        method: request.method,
        url: request.url.split('?')[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  parseJsonStrictly(app);
  await app.register(cookie);
  await app.register(multipart);
  return app;
}

/** An empty body is no body; nesting is bounded before anything else reads it. */
function parseJsonStrictly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  // Without the text parser JSON in disguise (a form of another site can send it) is 415.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body.toString();
    if (text.trim() === '') return done(null, undefined);
    if (nesting(text) > 100)
      return done(
        new AppError('malformed_request', { detail: 'The JSON is nested more than 100 levels deep.' }),
        undefined,
      );
    return parse(request, text, done);
  });
}

/** Deepest level of brackets, strings passed over. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 92) index += 1;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 91 || code === 123) deepest = Math.max(deepest, ++depth);
    else if (code === 93 || code === 125) depth -= 1;
  }
  return deepest;
}

function acceptedId(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && /^[A-Za-z0-9._-]{1,128}$/.test(header) ? header : null;
}
