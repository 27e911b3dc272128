import type { FieldError } from '@agentforge/kernel/errors';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '@agentforge/kernel/json';
import { matchesPattern } from './json-schema-pattern.ts';

export type Checked = { ok: true; value: Json } | { ok: false; errors: FieldError[] };

type Schema = Record<string, unknown>;

interface Check {
  root: Schema;
  /** Whether `"5"` may become 5 where only a number is possible. */
  coerce: boolean;
  errors: FieldError[];
  depth: number;
  /** Shared by all attempts: alternatives inside alternatives could otherwise take exponential time. */
  work: { left: number };
}

const maxErrors = 20;
const maxWork = 100_000;
const maxDepth = 64;

/**
 * Checks plain JSON against the common part of JSON Schema: type, properties, required, additionalProperties, items,
 * enum, const, bounds, lengths, pattern, anyOf, oneOf, allOf, local $ref. Unknown keywords are ignored. Answers a copy in
 * which numbers and booleans written as text are converted where the schema allows nothing else, and in which `null`
 * for an optional property that cannot be null is left out.
 */
export function checkJson(schema: Schema, value: Json): Checked {
  const check: Check = { root: schema, coerce: true, errors: [], depth: 0, work: { left: maxWork } };
  const copy = visit(schema, value, '', check);
  return check.errors.length === 0 ? { ok: true, value: copy } : { ok: false, errors: check.errors };
}

function fail(check: Check, path: string, message: string): void {
  if (check.errors.length < maxErrors) check.errors.push({ path, message });
}

function visit(schemaOrReference: Schema, given: Json, path: string, check: Check): Json {
  check.work.left -= 1;
  if (check.depth >= maxDepth || check.work.left < 0) {
    fail(check, path, 'is too large or nested too deeply to be checked');
    return given;
  }
  check.depth += 1;
  const schema = resolve(schemaOrReference, check.root);
  let value = check.coerce ? coerced(schema, given) : given;
  value = visitAlternatives(schema, value, path, check);
  if (checkType(schema, value, path, check)) {
    checkEnumeration(schema, value, path, check);
    if (typeof value === 'string') checkString(schema, value, path, check);
    else if (typeof value === 'number') checkNumber(schema, value, path, check);
    else if (Array.isArray(value)) value = visitArray(schema, value, path, check);
    else if (isJsonObject(value)) value = visitObject(schema, value, path, check);
  }
  check.depth -= 1;
  return value;
}

function resolve(schema: Schema, root: Schema): Schema {
  let current = schema;
  for (let hops = 0; hops < 8 && typeof current.$ref === 'string'; hops += 1) {
    let target: unknown = root;
    for (const key of current.$ref.replace(/^#\/?/, '').split('/').filter(Boolean)) {
      target = isSchema(target) ? target[key.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
    }
    if (!isSchema(target)) return {};
    current = target;
  }
  return current;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typesOf(schema: Schema): readonly unknown[] {
  const type = schema.type;
  const types = Array.isArray(type) ? type : type === undefined ? [] : [type];
  return schema.nullable === true && types.length > 0 ? [...types, 'null'] : types;
}

function coerced(schema: Schema, value: Json): Json {
  if (typeof value !== 'string') return value;
  const types = typesOf(schema).filter((type) => type !== 'null');
  if (types.length !== 1) return value;
  if (types[0] === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  const isNumeric = types[0] === 'number' || types[0] === 'integer';
  if (!isNumeric || !/^-?(0|[1-9]\d{0,15})(\.\d+)?$/.test(value)) return value;
  return Math.abs(Number(value)) <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

function hasType(value: Json, type: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function checkType(schema: Schema, value: Json, path: string, check: Check): boolean {
  const types = typesOf(schema);
  if (types.length === 0 || types.some((type) => hasType(value, type))) return true;
  fail(check, path, `must be of type ${types.join(' or ')}`);
  return false;
}

function sameJson(left: unknown, right: Json): boolean {
  return JSON.stringify(left) === JSON.stringify(right) || (isSchema(left) && isSame(left, right));
}

function isSame(left: Schema, right: Json): boolean {
  return isJsonObject(left) && canonicalJson(left) === canonicalJson(right);
}

function checkEnumeration(schema: Schema, value: Json, path: string, check: Check): void {
  const allowed = schema.enum;
  if (Array.isArray(allowed) && !allowed.some((item) => sameJson(item, value))) {
    fail(check, path, `must be one of ${JSON.stringify(allowed).slice(0, 300)}`);
  }
  if ('const' in schema && !sameJson(schema.const, value)) {
    fail(check, path, `must be ${JSON.stringify(schema.const)}`);
  }
}

function bound(schema: Schema, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === 'number' ? value : undefined;
}

function checkSize(size: number, schema: Schema, keywords: [string, string], path: string, check: Check): void {
  const least = bound(schema, keywords[0]);
  const most = bound(schema, keywords[1]);
  if (least !== undefined && size < least) fail(check, path, `${keywords[0]} is ${least}`);
  if (most !== undefined && size > most) fail(check, path, `${keywords[1]} is ${most}`);
}

function checkString(schema: Schema, value: string, path: string, check: Check): void {
  if ('minLength' in schema || 'maxLength' in schema) {
    checkSize([...value].length, schema, ['minLength', 'maxLength'], path, check);
  }
  const pattern = schema.pattern;
  if (typeof pattern === 'string' && !matchesPattern(pattern, value)) fail(check, path, `must match ${pattern}`);
}

function checkNumber(schema: Schema, value: number, path: string, check: Check): void {
  checkSize(value, schema, ['minimum', 'maximum'], path, check);
  const above = bound(schema, 'exclusiveMinimum');
  const below = bound(schema, 'exclusiveMaximum');
  const step = bound(schema, 'multipleOf');
  if (above !== undefined && value <= above) fail(check, path, `must be greater than ${above}`);
  if (below !== undefined && value >= below) fail(check, path, `must be less than ${below}`);
  if (step !== undefined && step > 0 && !isMultiple(value, step)) fail(check, path, `must be a multiple of ${step}`);
}

function isMultiple(value: number, step: number): boolean {
  const ratio = value / step;
  return Math.abs(ratio - Math.round(ratio)) < 1e-9;
}

function visitArray(schema: Schema, value: Json[], path: string, check: Check): Json[] {
  checkSize(value.length, schema, ['minItems', 'maxItems'], path, check);
  if (schema.uniqueItems === true && new Set(value.map(canonicalJson)).size !== value.length) {
    fail(check, path, 'must not hold the same item twice');
  }
  const items = schema.items;
  return isSchema(items) ? value.map((item, index) => visit(items, item, join(path, String(index)), check)) : value;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** A null for an optional property that takes none: models send it for "not given". */
function standsForNothing(property: unknown, item: Json, isRequired: boolean, root: Schema): boolean {
  return item === null && !isRequired && isSchema(property) && !allowsNull(property, root);
}

function visitObject(schema: Schema, value: JsonObject, path: string, check: Check): JsonObject {
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  for (const name of required) {
    if (typeof name === 'string' && !Object.hasOwn(value, name)) fail(check, join(path, name), 'is required');
  }
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (property === undefined) visitAdditional(schema, key, item, path, check, copy);
    else if (!standsForNothing(property, item, required.includes(key), check.root))
      copy[key] = isSchema(property) ? visit(property, item, join(path, key), check) : item;
  }
  return copy;
}

function visitAdditional(schema: Schema, key: string, item: Json, path: string, check: Check, copy: JsonObject): void {
  const additional = schema.additionalProperties;
  if (additional === false) fail(check, join(path, key), 'is not known');
  else copy[key] = isSchema(additional) ? visit(additional, item, join(path, key), check) : item;
}

function allowsNull(property: Schema, root: Schema): boolean {
  const check: Check = { root, coerce: false, errors: [], depth: 0, work: { left: 1_000 } };
  visit(property, null, '', check);
  return check.errors.length === 0;
}

function schemasOf(value: unknown): Schema[] {
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

function visitAlternatives(schema: Schema, given: Json, path: string, check: Check): Json {
  let value = given;
  for (const part of schemasOf(schema.allOf)) value = visit(part, value, path, check);
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const branches = schemasOf(schema[keyword]);
    if (branches.length === 0) continue;
    const fits = fitting(branches, value, path, check);
    const first = fits[0];
    if (first === undefined) fail(check, path, 'fits none of the allowed forms');
    else if (keyword === 'oneOf' && fits.length > 1) fail(check, path, 'fits more than one of the allowed forms');
    else value = first.value;
  }
  return value;
}

/** Branches the value fits as it is; only if there is none, those it fits converted. */
function fitting(branches: Schema[], value: Json, path: string, check: Check): { value: Json }[] {
  for (const coerce of check.coerce ? [false, true] : [false]) {
    const fits = branches.flatMap((branch) => {
      const attempt: Check = { ...check, coerce, errors: [] };
      const copy = visit(branch, value, path, attempt);
      return attempt.errors.length === 0 ? [{ value: copy }] : [];
    });
    if (fits.length > 0) return fits;
  }
  return [];
}
