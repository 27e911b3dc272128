import { importOpenApi } from '@agentforge/contracts/tools/endpoints';
import { AppError } from '@agentforge/kernel/errors';
import type { StreamContext } from '../../platform/context.ts';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import type { ToolServices } from './tool-deps.ts';

const mostBytes = 5_000_000;

export function importOpenApiVerb(services: ToolServices): Verb {
  return streamVerb(importOpenApi, async (context, { body }) => {
    const { text, sourceUrl } = await documentOf(context, services, body);
    const imported = services.importOpenApi(text, sourceUrl === undefined ? {} : { sourceUrl });
    await context.transaction(async (own) => {
      const details = { title: imported.title, operations: imported.operations.length };
      own.audit({ resource: { kind: 'tools', id: null }, details });
    });
    return { title: imported.title, operations: imported.operations };
  });
}

async function documentOf(
  context: StreamContext,
  { egress }: ToolServices,
  body: { url?: string | undefined; document?: string | undefined },
): Promise<{ text: string; sourceUrl?: string }> {
  if (body.document !== undefined && body.url === undefined) return { text: body.document };
  if (body.url === undefined || body.document !== undefined) {
    const errors = [{ path: 'url', message: 'give either an address or a document' }];
    throw new AppError('invalid_input', { detail: 'Give either the address of the document or its text.', errors });
  }
  const answer = await egress.client().request(body.url, {
    signal: context.signal,
    timeoutMs: 20_000,
    maxBytes: mostBytes,
    maxRedirects: 3,
    headers: { accept: 'application/json, application/yaml, text/yaml, */*;q=0.5' },
  });
  if (answer.status !== 200) {
    throw new AppError('upstream_failed', {
      detail: `The address answered with status ${answer.status} instead of an OpenAPI document. Check it and try again.`,
    });
  }
  return { text: await answer.text(), sourceUrl: answer.url };
}
