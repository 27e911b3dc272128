import { expect, test } from 'vitest';
import { apiConfig } from './config.ts';
import { importOpenApi } from './openapi-import.ts';

const petstore = `
openapi: 3.1.0
info: { title: Pets }
servers:
  - url: https://{region}.pets.example/v2/
    variables: { region: { default: eu } }
security:
  - token: []
paths:
  /pets/{petId}:
    parameters:
      - { name: petId, in: path, required: true, schema: { type: string } }
      - $ref: '#/components/parameters/Lang'
    get:
      operationId: getPet
      summary: One pet
      description: Finds a pet by its id.
      parameters:
        - { name: petId, in: path, required: true, description: The id, schema: { type: [integer, 'null'] } }
        - { name: session, in: cookie, schema: { type: string } }
        - { name: Authorization, in: header, schema: { type: string } }
    put:
      operationId: getPet
      security: [{ key: [] }]
      requestBody: { $ref: '#/components/requestBodies/Pet' }
    delete:
      deprecated: true
      security: []
  /upload:
    post:
      security: [{ app: [read, write] }]
      requestBody: { content: { multipart/form-data: { schema: { type: object } } } }
  /list:
    post:
      security: [{ person: [] }]
      requestBody: { content: { application/json: { schema: { type: array, items: {} } } } }
components:
  parameters:
    Lang: { name: lang, in: query, schema: { type: string, enum: [ar, en], default: en } }
  requestBodies:
    Pet:
      required: true
      content:
        application/vnd.pets+json: { schema: { $ref: '#/components/schemas/Pet' } }
  schemas:
    Base: { type: object, required: [name], properties: { id: { type: integer, readOnly: true }, name: { type: string } } }
    Pet:
      allOf:
        - $ref: '#/components/schemas/Base'
        - { type: object, properties: { tags: { type: array }, friend: { $ref: '#/components/schemas/Pet' } } }
  securitySchemes:
    token: { type: http, scheme: bearer }
    key: { type: apiKey, in: query, name: k }
    app: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://id.example/token', scopes: {} } } }
    person: { type: oauth2, flows: { authorizationCode: { authorizationUrl: 'https://id.example', tokenUrl: 'https://id.example/t', scopes: {} } } }
`;

test('OpenAPI 3.1 in YAML: parameters, bodies, references and authentication', () => {
  const api = importOpenApi(petstore);
  expect(api).toMatchObject({ title: 'Pets', servers: ['https://eu.pets.example/v2'] });
  expect(api.operations.map(({ name }) => name)).toEqual([
    'getPet',
    'getPet 2',
    'DELETE /pets/{petId}',
    'POST /upload',
    'POST /list',
  ]);
  const [read, write, remove, upload, list] = api.operations;
  expect(read?.description).toBe('One pet\nFinds a pet by its id.');
  expect(read?.config).toMatchObject({
    base_url: 'https://eu.pets.example/v2',
    http_method: 'GET',
    endpoint_path: '/pets/{petId}',
    auth_type: 'bearer',
    input_parameters: [
      { name: 'petId', description: 'The id', data_type: 'integer', required: true, location: 'path' },
      { name: 'lang', data_type: 'string', required: false, location: 'query', default: 'en', enum: ['ar', 'en'] },
    ],
  });
  expect(read?.warnings).toEqual([expect.stringContaining('cookie')]);
  expect(write?.config).toMatchObject({ auth_type: 'api_key', api_key_name: 'k', api_key_location: 'query' });
  const body = write?.config.input_parameters.filter(({ location }) => location === 'body');
  expect(body?.map(({ name, data_type, required }) => [name, data_type, required])).toEqual([
    ['name', 'string', true],
    ['tags', 'array', false],
    ['friend', 'object', false],
  ]);
  expect(remove?.config.auth_type).toBe('none');
  expect(remove?.warnings).toEqual([expect.stringContaining('deprecated')]);
  expect(upload?.config).toMatchObject({
    auth_type: 'oauth2',
    token_url: 'https://id.example/token',
    scope: 'read write',
  });
  expect(upload?.warnings).toEqual([expect.stringContaining('multipart/form-data')]);
  expect(list?.config.auth_type).toBe('bearer');
  expect(list?.warnings).toHaveLength(2);
  for (const { config } of api.operations) expect(apiConfig.safeParse(config).success).toBe(true);
});

test('Swagger 2 in JSON', () => {
  const api = importOpenApi(
    JSON.stringify({
      swagger: '2.0',
      info: { title: 'Old' },
      host: 'old.example:8443',
      basePath: '/api',
      schemes: ['http', 'https'],
      securityDefinitions: { b: { type: 'basic' } },
      security: [{ b: [] }],
      paths: {
        '/orders': {
          post: {
            parameters: [
              { in: 'query', name: 'dry', type: 'boolean', default: false },
              { in: 'formData', name: 'file', type: 'file' },
              { in: 'body', name: 'order', required: true, schema: { $ref: '#/definitions/Order' } },
            ],
          },
        },
      },
      definitions: { Order: { required: ['sku'], properties: { sku: { type: 'string' }, id: { readOnly: true } } } },
    }),
  );
  expect(api.servers).toEqual(['https://old.example:8443/api']);
  expect(api.operations[0]).toMatchObject({
    config: {
      auth_type: 'basic',
      input_parameters: [
        { name: 'dry', data_type: 'boolean', location: 'query', default: false },
        { name: 'sku', data_type: 'string', location: 'body', required: true },
      ],
    },
    warnings: [expect.stringContaining('file')],
  });
});

function documentOf(parts: object): string {
  return JSON.stringify({ openapi: '3.0.3', info: { title: 'T' }, paths: { '/a': { get: {} } }, ...parts });
}

test('a server is completed from where the document came from, or marked as missing', () => {
  const relative = documentOf({ servers: [{ url: '/v3' }] });
  const sourceUrl = 'https://host.example/docs/openapi.json';
  expect(importOpenApi(relative, { sourceUrl }).servers).toEqual(['https://host.example/v3']);
  const alone = importOpenApi(relative);
  expect(alone.servers).toEqual([]);
  expect(alone.operations[0]?.warnings).toEqual([expect.stringContaining('base URL')]);
});

test('cycles of references end, and foreign ones are not followed', () => {
  const circular = { $ref: '#/components/schemas/A' };
  const fan = { allOf: [{ $ref: '#/components/schemas/F' }, { $ref: '#/components/schemas/F' }] };
  const body = (schema: object) => ({ requestBody: { content: { 'application/json': { schema } } } });
  const api = importOpenApi(
    documentOf({
      paths: {
        '/a': { post: body(circular), put: body({ $ref: '#/components/schemas/F' }) },
        '/b': { get: { parameters: [{ $ref: 'http://127.0.0.1/x.json#/p' }, { $ref: '#/__proto__/polluted' }] } },
      },
      components: { schemas: { A: circular, F: fan } },
    }),
  );
  expect(api.operations).toHaveLength(3);
  expect(api.operations[2]?.warnings).toContainEqual(expect.stringContaining('not in this document'));
});

const bomb = `openapi: 3.0.0\na: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e']
  .map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(9)}]`)
  .join('\n')}\npaths: {}`;

test.each([
  ['nothing', '', 'invalid_input'],
  ['prose', 'hello there', 'invalid_input'],
  ['half JSON', '{"openapi":', 'invalid_input'],
  ['another version', '{"openapi":"4.0.0","paths":{}}', 'invalid_input'],
  ['no paths', '{"openapi":"3.0.0"}', 'invalid_input'],
  ['no operations', '{"openapi":"3.0.0","paths":{}}', 'rule_broken'],
  ['aliases that unfold', bomb, 'invalid_input'],
  ['an alias of itself', 'openapi: 3.0.0\npaths: &a { x: *a }', 'invalid_input'],
  ['depth', `{"openapi":"3.0.0","paths":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`, 'invalid_input'],
  ['size', `{"openapi":"3.0.0","x":"${'x'.repeat(5 * 1024 * 1024)}"}`, 'payload_too_large'],
  [
    'operations',
    documentOf({ paths: Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`/${index}`, { get: {} }])) }),
    'payload_too_large',
  ],
])('refuses %s', (_what, text, code) => {
  expect(() => importOpenApi(text)).toThrow(expect.objectContaining({ code }));
});
