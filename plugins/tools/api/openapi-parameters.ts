import { isJsonObject, type Json, type JsonObject } from '@agentforge/kernel/json';
import { listAt, type OpenApiDocument, objectAt, textAt } from './openapi-document.ts';

/** An input parameter as the `api` config takes it. */
export type ImportedParameter = JsonObject & { name: string; location: string };

const dataTypes = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object']);
const ignoredHeaders = new Set(['accept', 'authorization', 'content-type']);
const mostParameters = 100;
/** Schemas visited per operation: `allOf` of `allOf` can fan out without end. */
const mostSchemas = 500;

function dataTypeOf(schema: JsonObject | undefined): string {
  const type = schema?.type;
  const names = Array.isArray(type) ? type : [type];
  const known = names.find((name) => typeof name === 'string' && dataTypes.has(name));
  if (typeof known === 'string') return known;
  if (schema?.properties !== undefined || schema?.allOf !== undefined) return 'object';
  return 'string';
}

function choicesOf(schema: JsonObject | undefined): Json[] {
  return listAt(schema, 'enum')
    .filter((choice) => ['string', 'number', 'boolean'].includes(typeof choice))
    .slice(0, 500);
}

interface Described {
  name: string;
  location: string;
  required: boolean;
  description: string;
}

function toParameter(described: Described, schema: JsonObject | undefined): ImportedParameter {
  const fallback = schema?.default;
  const choices = choicesOf(schema);
  return {
    name: described.name.slice(0, 200),
    description: (described.description || textAt(schema, 'description')).slice(0, 4000),
    data_type: dataTypeOf(schema),
    required: described.required,
    location: described.location,
    ...(fallback === undefined || fallback === null ? {} : { default: fallback }),
    ...(choices.length === 0 ? {} : { enum: choices }),
  };
}

/** Top-level properties of a body schema, those of `allOf` included. */
function propertiesOf(document: OpenApiDocument, schema: JsonObject) {
  const properties = new Map<string, JsonObject>();
  const required = new Set<string>();
  const waiting: (Json | undefined)[] = [schema];
  for (let visited = 0; waiting.length > 0 && visited < mostSchemas; visited += 1) {
    const current = document.resolve(waiting.shift());
    for (const [name, property] of Object.entries(objectAt(current, 'properties') ?? {})) {
      const resolved = document.resolve(property) ?? {};
      if (resolved.readOnly !== true) properties.set(name, resolved);
    }
    for (const name of listAt(current, 'required')) if (typeof name === 'string') required.add(name);
    waiting.push(...listAt(current, 'allOf').slice(0, mostSchemas));
  }
  return { properties, required };
}

function bodyParameters(
  document: OpenApiDocument,
  schemaValue: Json | undefined,
  bodyRequired: boolean,
  warnings: string[],
): ImportedParameter[] {
  const schema = document.resolve(schemaValue);
  if (schema === undefined) return [];
  const { properties, required } = propertiesOf(document, schema);
  if (properties.size === 0) {
    warnings.push('The request body is not an object with named properties, so it has to be described by hand.');
  }
  return [...properties].map(([name, property]) =>
    toParameter({ name, location: 'body', required: bodyRequired && required.has(name), description: '' }, property),
  );
}

function requestBody(document: OpenApiDocument, operation: JsonObject, warnings: string[]): ImportedParameter[] {
  const body = document.resolve(operation.requestBody);
  const content = objectAt(body, 'content');
  if (content === undefined) return [];
  const mediaTypes = Object.keys(content);
  const json = mediaTypes.find((type) => /^application\/([\w.+-]*\+)?json\b/i.test(type));
  if (json === undefined) {
    warnings.push(`The request body is ${mediaTypes[0] ?? 'of an unknown type'}; only JSON bodies can be sent.`);
    return [];
  }
  return bodyParameters(document, objectAt(content, json)?.schema, body?.required === true, warnings);
}

function schemaOf(document: OpenApiDocument, parameter: JsonObject): JsonObject | undefined {
  const [content] = Object.values(objectAt(parameter, 'content') ?? {});
  const declared = parameter.schema ?? (isJsonObject(content) ? content.schema : undefined);
  return declared === undefined ? parameter : document.resolve(declared);
}

function oneParameter(document: OpenApiDocument, parameter: JsonObject, warnings: string[]): ImportedParameter[] {
  const name = textAt(parameter, 'name');
  const location = textAt(parameter, 'in');
  const required = parameter.required === true;
  if (location === 'body') return bodyParameters(document, parameter.schema, required, warnings);
  if (location === 'header' && ignoredHeaders.has(name.toLowerCase())) return [];
  if (name === '' || !['path', 'query', 'header'].includes(location)) {
    warnings.push(`The parameter ${name || 'without a name'} goes into ${location || 'an unknown place'}; left out.`);
    return [];
  }
  const described = { name, location, required: required || location === 'path' };
  return [toParameter({ ...described, description: textAt(parameter, 'description') }, schemaOf(document, parameter))];
}

/** Inputs of one operation: those of the path, overridden by the operation's own, and the JSON body's properties. */
export function parametersOf(
  document: OpenApiDocument,
  pathItem: JsonObject,
  operation: JsonObject,
  warnings: string[],
): ImportedParameter[] {
  const merged = new Map<string, JsonObject>();
  for (const value of [...listAt(pathItem, 'parameters'), ...listAt(operation, 'parameters')]) {
    const parameter = document.resolve(value);
    if (parameter === undefined) warnings.push('A parameter refers to something that is not in this document.');
    else merged.set(`${textAt(parameter, 'in')}:${textAt(parameter, 'name')}`, parameter);
  }
  const plain = [...merged.values()].flatMap((parameter) => oneParameter(document, parameter, warnings));
  const all = [...plain, ...requestBody(document, operation, warnings)];
  if (all.length > mostParameters) warnings.push(`Only the first ${mostParameters} of ${all.length} inputs are kept.`);
  return all.slice(0, mostParameters);
}
