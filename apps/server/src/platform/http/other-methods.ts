import { AppError } from '@agentforge/kernel/errors';
import type { FastifyInstance } from 'fastify';
import type { Verb } from '../verb.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/**
 * Every other method of a known path: OPTIONS lists what there is (to the same origin: no CORS), the rest is 405 with
 * `Allow`.
 */
export function addOtherMethods(app: FastifyInstance, verbs: readonly Verb[]): void {
  for (const [shape, { url, offered }] of offeredMethods(verbs)) {
    const allow = [...offered].join(', ');
    app.options(url, (_request, reply) => reply.status(204).header('allow', `${allow}, OPTIONS`).send());
    const others = methods.filter((method) => method !== 'OPTIONS' && !offered.has(method));
    if (others.length === 0) continue;
    app.route({
      method: others,
      url,
      handler: (request, reply) => {
        reply.header('allow', `${allow}, OPTIONS`);
        throw new AppError('method_not_allowed', { detail: `${shape} offers ${allow}, not ${request.method}.` });
      },
    });
  }
}

function offeredMethods(verbs: readonly Verb[]): Map<string, { url: string; offered: Set<string> }> {
  const found = new Map<string, { url: string; offered: Set<string> }>();
  for (const { endpoint } of verbs) {
    for (const path of [endpoint.path, ...(endpoint.aliases ?? [])]) {
      // Parameters may be called differently per operation; the router tells paths apart by their shape.
      const shape = path.replace(/\{\w+\}/g, '{id}');
      const entry = found.get(shape) ?? { url: path.replace(/\{(\w+)\}/g, ':$1'), offered: new Set() };
      entry.offered.add(endpoint.method);
      if (endpoint.method === 'GET') entry.offered.add('HEAD');
      found.set(shape, entry);
    }
  }
  return found;
}
