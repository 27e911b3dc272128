import { isJsonObject, type JsonObject } from '@agentforge/kernel/json';
import { listAt, type OpenApiDocument, objectAt, textAt } from './openapi-document.ts';

function expanded(server: JsonObject): string {
  const variables = objectAt(server, 'variables') ?? {};
  return textAt(server, 'url').replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = variables[name];
    const fallback = isJsonObject(variable) ? variable.default : undefined;
    return typeof fallback === 'string' ? fallback : whole;
  });
}

function absolute(address: string, sourceUrl: string | undefined): string[] {
  const url = URL.parse(address, sourceUrl);
  if (url === null || !/^https?:$/.test(url.protocol) || /[{}]|%7B/i.test(url.href)) return [];
  return [url.href.replace(/\/$/, '')];
}

function swaggerServers(root: JsonObject, sourceUrl: string | undefined): string[] {
  const host = textAt(root, 'host') || (sourceUrl === undefined ? '' : new URL(sourceUrl).host);
  const schemes = listAt(root, 'schemes').filter((scheme) => scheme === 'https' || scheme === 'http');
  const scheme = schemes.includes('https') || schemes.length === 0 ? 'https' : 'http';
  return host === '' ? [] : absolute(`${scheme}://${host}${textAt(root, 'basePath')}`, undefined);
}

/** Absolute base addresses, those closest to the operation first. `sourceUrl`: where the document came from. */
export function serversOf(
  document: OpenApiDocument,
  holders: readonly JsonObject[],
  sourceUrl: string | undefined,
): string[] {
  if (document.isSwagger2) return swaggerServers(document.root, sourceUrl);
  const holder = holders.find((candidate) => listAt(candidate, 'servers').length > 0);
  const declared = listAt(holder, 'servers').filter(isJsonObject);
  const addresses = declared.length === 0 ? ['/'] : declared.map(expanded);
  return addresses.slice(0, 20).flatMap((address) => absolute(address, sourceUrl));
}
