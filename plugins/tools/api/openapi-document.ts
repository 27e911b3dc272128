import { AppError } from '@agentforge/kernel/errors';
import { isJsonObject, type Json, JsonLimitError, type JsonObject, toPlainJson } from '@agentforge/kernel/json';
import { parse as parseYaml } from 'yaml';

const mostBytes = 5 * 1024 * 1024;
const mostExpandedCharacters = 20 * 1024 * 1024;
const mostReferenceHops = 20;

/** An OpenAPI 3.0/3.1 or Swagger 2 document as plain JSON, and the way to follow its references. */
export interface OpenApiDocument {
  root: JsonObject;
  isSwagger2: boolean;
  /** Follows local `$ref`s; undefined for anything that is not an object in the end. */
  resolve(value: Json | undefined): JsonObject | undefined;
}

function unreadable(detail: string): AppError {
  return new AppError('invalid_input', { detail, errors: [{ path: 'document', message: detail }] });
}

function parseText(text: string): unknown {
  try {
    if (/^\s*\{/.test(text)) return JSON.parse(text);
    // Aliases are how a few lines of YAML unfold into gigabytes.
    return parseYaml(text, { maxAliasCount: 100, logLevel: 'silent' });
  } catch {
    throw unreadable('The document is neither valid JSON nor valid YAML. Check that it is complete.');
  }
}

/** Text first: it finds cycles, and its length tells how far shared pieces unfold. */
function toBoundedJson(value: unknown): Json {
  try {
    const text = JSON.stringify(value) ?? 'null';
    if (text.length > mostExpandedCharacters) throw new JsonLimitError('too large');
    return toPlainJson(JSON.parse(text), 100);
  } catch {
    throw unreadable('The document is nested too deeply, refers to itself, or unfolds to more than can be read.');
  }
}

function pointerParts(reference: string): string[] | undefined {
  if (!reference.startsWith('#/')) return undefined;
  try {
    return reference
      .slice(2)
      .split('/')
      .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  } catch {
    return undefined;
  }
}

function lookUp(root: JsonObject, reference: string): Json | undefined {
  let current: Json | undefined = root;
  for (const part of pointerParts(reference) ?? ['']) {
    if (Array.isArray(current)) current = current[Number(part)];
    else if (isJsonObject(current) && Object.hasOwn(current, part)) current = current[part];
    else return undefined;
  }
  return current;
}

function resolverOf(root: JsonObject): OpenApiDocument['resolve'] {
  return (value) => {
    let current = value;
    for (let hops = 0; hops < mostReferenceHops; hops += 1) {
      if (!isJsonObject(current)) return undefined;
      const reference: Json | undefined = current.$ref;
      if (typeof reference !== 'string') return current;
      current = lookUp(root, reference);
    }
    return undefined;
  };
}

/** Reads JSON or YAML within bounds. Throws `payload_too_large` or `invalid_input`. */
export function readOpenApi(text: string): OpenApiDocument {
  if (Buffer.byteLength(text) > mostBytes) {
    throw new AppError('payload_too_large', { detail: 'The document is larger than 5 MB. Import a part of it.' });
  }
  const root = toBoundedJson(parseText(text));
  if (!isJsonObject(root)) throw unreadable('This is not an OpenAPI document.');
  const isSwagger2 = String(root.swagger ?? '').startsWith('2');
  if (!isSwagger2 && !/^3\.[01]/.test(String(root.openapi ?? ''))) {
    throw unreadable('This is not an OpenAPI 3.0, OpenAPI 3.1 or Swagger 2 document: its version line is missing.');
  }
  if (!isJsonObject(root.paths)) throw unreadable('The document describes no paths, so there is nothing to import.');
  return { root, isSwagger2, resolve: resolverOf(root) };
}

/** The text at a key, without line breaks around it; empty when there is none. */
export function textAt(value: JsonObject | undefined, key: string): string {
  const found = value?.[key];
  return typeof found === 'string' ? found.trim() : '';
}

export function listAt(value: JsonObject | undefined, key: string): Json[] {
  const found = value?.[key];
  return Array.isArray(found) ? found : [];
}

export function objectAt(value: JsonObject | undefined, key: string): JsonObject | undefined {
  const found = value?.[key];
  return isJsonObject(found) ? found : undefined;
}
