import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AppError } from '@agentforge/kernel/errors';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../platform/config/config.ts';
import { contentSecurityPolicy } from '../platform/http/security-headers.ts';
import { packageRoot } from './package-root.ts';

const webRoot = fileURLToPath(new URL('../web/dist/', packageRoot));
const apiPath = /^\/(api|v1|scim|hooks|health|metrics|openapi\.json|docs)(\/|$|\?)/;

/** The web app: hashed assets for a year, and its page for every address that is not the API's. */
export async function addWebRoutes(app: FastifyInstance, _config: Config): Promise<void> {
  const page = existsSync(`${webRoot}index.html`) ? await readFile(`${webRoot}index.html`, 'utf8') : null;
  if (page !== null) {
    await app.register(fastifyStatic, {
      root: webRoot,
      index: false,
      wildcard: false,
      maxAge: '365d',
      immutable: true,
      preCompressed: true,
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const accept = request.headers.accept ?? '';
    // A missing asset or a hidden file is not the page: only addresses without file names are.
    const isPage = /text\/html|^\*\/\*/.test(accept) && !/\/\.|\.\w+$/.test(request.url.split('?')[0] ?? '');
    const wantsPage = ['GET', 'HEAD'].includes(request.method) && isPage;
    if (page === null || !wantsPage || apiPath.test(request.url)) {
      throw new AppError('not_found', {
        detail: `There is nothing at ${request.method} ${request.url.split('?')[0]}.`,
      });
    }
    return sendPage(request, reply, page);
  });
}

/** Libraries that inject styles need the page's nonce; scripts never do. */
function sendPage(_request: FastifyRequest, reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .status(200)
    .header('content-security-policy', contentSecurityPolicy(nonce))
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(page.replaceAll('__CSP_NONCE__', nonce));
}
