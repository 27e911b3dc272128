import type { Endpoint } from '@agentforge/contracts/shared/endpoint';
import { problem } from '@agentforge/contracts/shared/schemas';
import { isJsonObject, type Json, type JsonObject, toPlainJson } from '@agentforge/kernel/json';
import { z } from 'zod';

type Direction = 'input' | 'output';

/** The OpenAPI 3.1 document of all operations, derived from the contracts. */
export function openApiDocument(endpoints: readonly Endpoint[], version: string): JsonObject {
  const schemas: JsonObject = {};
  const paths: { [path: string]: JsonObject } = {};
  for (const endpoint of endpoints) {
    const item = paths[endpoint.path] ?? {};
    paths[endpoint.path] = item;
    item[endpoint.method.toLowerCase()] = operation(endpoint, schemas);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'AgentForge',
      version,
      description: 'Build, run and operate AI agents.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { cookie: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'Access token or API key (af_…)' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'agentforge' },
      },
    },
  };
}

function operation(endpoint: Endpoint, schemas: JsonObject): JsonObject {
  const described: JsonObject = {
    operationId: endpoint.id.replace(/[.](\w)/g, (_, letter: string) => letter.toUpperCase()),
    summary: endpoint.summary,
    description: [endpoint.description, accessText(endpoint)].filter(Boolean).join('\n\n'),
    tags: [endpoint.id.split('.')[0] ?? 'other'],
    parameters: [...parametersOf(endpoint.params, 'path', schemas), ...parametersOf(endpoint.query, 'query', schemas)],
    responses: responsesOf(endpoint, schemas),
  };
  if (typeof endpoint.access === 'object') described['security'] = [];
  if (endpoint.body) described['requestBody'] = { required: true, content: bodyContent(endpoint, schemas) };
  return described;
}

function accessText(endpoint: Endpoint): string {
  const { access } = endpoint;
  if (typeof access === 'object') return `Public: ${access.public}.`;
  return access === 'signed-in' ? 'For anyone signed in.' : `Needs \`${access}\`.`;
}

function bodyContent(endpoint: Endpoint, schemas: JsonObject): JsonObject {
  const content: JsonObject = {
    'application/json': { schema: endpoint.body ? schemaOf(endpoint.body, 'input', schemas) : {} },
  };
  if (endpoint.transport === 'raw') return { 'application/json': { schema: {} } };
  if (endpoint.transport === 'upload') {
    content['multipart/form-data'] = {
      schema: {
        type: 'object',
        properties: { file: { type: 'array', items: { type: 'string', format: 'binary' } } },
        required: ['file'],
      },
    };
  }
  return content;
}

function responsesOf(endpoint: Endpoint, schemas: JsonObject): JsonObject {
  const problemSchema = schemaOf(problem, 'output', schemas);
  const responses: JsonObject = {
    [String(endpoint.status)]: {
      description: 'Success',
      ...(endpoint.status === 204 ? {} : { content: answerContent(endpoint, schemas) }),
    },
    default: {
      description: 'A problem (RFC 9457)',
      content: { 'application/problem+json': { schema: problemSchema } },
    },
  };
  return responses;
}

function answerContent(endpoint: Endpoint, schemas: JsonObject): JsonObject {
  if (endpoint.transport === 'download')
    return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
  const json = { 'application/json': { schema: schemaOf(endpoint.answer, 'output', schemas) } };
  return endpoint.transport === 'stream' ? { ...json, 'text/event-stream': { schema: { type: 'string' } } } : json;
}

const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query', schemas: JsonObject): Json[] {
  if (!schema) return [];
  const { properties, required } = schemaOf(schema, 'input', schemas);
  const needed = Array.isArray(required) ? required : [];
  return Object.entries(objectOf(properties)).map(([name, value]) => ({
    name,
    in: place,
    required: place === 'path' || needed.includes(name),
    schema: value,
  }));
}

/** One schema; named ones move to `components` (input and output may differ, so inputs get their own name). */
function schemaOf(schema: z.ZodType, direction: Direction, schemas: JsonObject): JsonObject {
  const whole = z.toJSONSchema(schema, { io: direction, unrepresentable: 'any', target: 'draft-2020-12' });
  const { $defs: definitions, $schema: _dialect, ...raw } = objectOf(toPlainJson(whole));
  const suffix = direction === 'input' ? 'Input' : '';
  for (const [name, definition] of Object.entries(objectOf(definitions))) {
    schemas[`${name}${suffix}`] ??= rewrite(definition, suffix);
  }
  const own = objectOf(rewrite(raw, suffix));
  const { id } = raw;
  if (typeof id !== 'string') return own;
  schemas[`${id}${suffix}`] ??= own;
  return { $ref: `#/components/schemas/${id}${suffix}` };
}

function rewrite(value: Json, suffix: string): Json {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, suffix));
  if (!isJsonObject(value)) return value;
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === '$ref' && typeof item === 'string')
      copy[key] = `${item.replace('#/$defs/', '#/components/schemas/')}${suffix}`;
    else if (key !== 'id' || typeof item !== 'string') copy[key] = rewrite(item, suffix);
  }
  return copy;
}
