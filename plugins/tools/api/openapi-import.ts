import { AppError } from '@agentforge/kernel/errors';
import type { JsonObject } from '@agentforge/kernel/json';
import { type ApiConfig, apiConfig } from './config.ts';
import { type OpenApiDocument, objectAt, readOpenApi, textAt } from './openapi-document.ts';
import { parametersOf } from './openapi-parameters.ts';
import { securityOf } from './openapi-security.ts';
import { serversOf } from './openapi-servers.ts';

export interface ImportedOperation {
  /** Unique in the import. */
  name: string;
  description: string;
  /** Valid for the `api` tool; secrets are for a person to add. */
  config: ApiConfig;
  /** What a person should look at before using the tool. */
  warnings: string[];
}

export interface ImportedApi {
  title: string;
  /** Absolute base addresses the document names. */
  servers: string[];
  operations: ImportedOperation[];
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];
const mostOperations = 500;
const unknownServer = 'https://address-not-in-the-document.example';

interface Found {
  path: string;
  method: string;
  pathItem: JsonObject;
  operation: JsonObject;
}

function findOperations(document: OpenApiDocument): Found[] {
  const found: Found[] = [];
  for (const [path, value] of Object.entries(objectAt(document.root, 'paths') ?? {})) {
    const pathItem = document.resolve(value);
    if (pathItem === undefined) continue;
    for (const method of methods) {
      const operation = objectAt(pathItem, method);
      if (operation !== undefined) found.push({ path, method: method.toUpperCase(), pathItem, operation });
    }
  }
  if (found.length > mostOperations) {
    const detail = `The document describes ${found.length} operations; at most ${mostOperations} can be imported at once.`;
    throw new AppError('payload_too_large', { detail });
  }
  return found;
}

function uniqueName(wanted: string, taken: Set<string>): string {
  const core = wanted.slice(0, 90);
  let name = core;
  for (let next = 2; taken.has(name.toLowerCase()); next += 1) name = `${core} ${next}`;
  taken.add(name.toLowerCase());
  return name;
}

function describe({ operation, method, path }: Found): string {
  const parts = [textAt(operation, 'summary'), textAt(operation, 'description')].filter((part) => part !== '');
  return (parts.length === 0 ? `${method} ${path}` : [...new Set(parts)].join('\n')).slice(0, 2000);
}

function importOne(document: OpenApiDocument, found: Found, sourceUrl: string | undefined) {
  const { operation, pathItem } = found;
  const warnings: string[] = [];
  const [server] = serversOf(document, [operation, pathItem, document.root], sourceUrl);
  if (server === undefined) warnings.push('The document names no full server address; set the base URL.');
  if (operation.deprecated === true) warnings.push('The API marks this operation as deprecated.');
  const config = apiConfig.safeParse({
    base_url: server ?? unknownServer,
    http_method: found.method,
    endpoint_path: found.path,
    input_parameters: parametersOf(document, pathItem, operation, warnings),
    ...securityOf(document, operation, warnings),
  });
  return { config, warnings };
}

function invalidOperation({ method, path }: Found, issue: string): AppError {
  const detail = `The operation ${method} ${path.slice(0, 200)} cannot be imported: ${issue}`;
  return new AppError('rule_broken', { detail });
}

/**
 * Reads an OpenAPI 3.0/3.1 or Swagger 2 document (JSON or YAML text, at most 5 MB and 500 operations) and makes one
 * `api` config per operation. `sourceUrl` completes relative server addresses. Fetches nothing: only local references
 * are followed. Throws `payload_too_large`, `invalid_input` or `rule_broken`.
 */
export function importOpenApi(documentText: string, options: { sourceUrl?: string } = {}): ImportedApi {
  const document = readOpenApi(documentText);
  const taken = new Set<string>();
  const operations = findOperations(document).map((found): ImportedOperation => {
    const { config, warnings } = importOne(document, found, options.sourceUrl);
    if (!config.success) throw invalidOperation(found, config.error.issues[0]?.message ?? 'its shape is not usual.');
    const wanted = textAt(found.operation, 'operationId') || `${found.method} ${found.path}`;
    const name = uniqueName(wanted, taken);
    return { name, description: describe(found), config: config.data, warnings: [...new Set(warnings)] };
  });
  if (operations.length === 0) {
    throw new AppError('rule_broken', { detail: 'The document describes no operations that can be imported.' });
  }
  return {
    title: textAt(objectAt(document.root, 'info'), 'title') || 'Imported API',
    servers: serversOf(document, [document.root], options.sourceUrl),
    operations,
  };
}
