import { AppError } from '@agentforge/kernel/errors';
import type { Json, JsonObject } from '@agentforge/kernel/json';
import type { InputParameter } from '@agentforge/plugin-kit/input-parameters';
import type { ApiConfig } from './config.ts';

type Location = NonNullable<InputParameter['location']>;

/** A parameter whose place in the request is settled. */
export type PlacedParameter = InputParameter & { location: Location };

export interface PlacedValue {
  parameter: PlacedParameter;
  value: Json;
}

const placeholder = /\{([^{}/?#]+)\}/g;

function locationOf(parameter: InputParameter, inPath: boolean, method: ApiConfig['http_method']): Location {
  if (inPath) return 'path';
  const wanted = parameter.location ?? (method === 'GET' || method === 'DELETE' ? 'query' : 'body');
  // A GET has no body; what was declared there is meant for the query.
  return wanted === 'body' && method === 'GET' ? 'query' : wanted;
}

/** The declared parameters in their places, and one for each placeholder of the path nobody declared. */
export function placeParameters(config: ApiConfig): PlacedParameter[] {
  const names = new Set([...config.endpoint_path.matchAll(placeholder)].map((match) => match[1] ?? ''));
  const declared = config.input_parameters.map((parameter) => {
    const inPath = names.has(parameter.name) && parameter.location === undefined;
    const location = locationOf(parameter, inPath, config.http_method);
    return { ...parameter, location, required: location === 'path' || parameter.required };
  });
  const known = new Set(declared.filter(({ location }) => location === 'path').map(({ name }) => name));
  const implied = [...names].filter((name) => !known.has(name));
  return [
    ...declared,
    ...implied.map((name) => ({
      name,
      description: '',
      data_type: 'string' as const,
      required: true,
      location: 'path' as const,
    })),
  ];
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function fullyDecoded(text: string): string {
  let current = text;
  for (let round = 0; round < 4; round += 1) {
    try {
      const decoded = decodeURIComponent(current);
      if (decoded === current) return current;
      current = decoded;
    } catch {
      return current;
    }
  }
  return current;
}

/**
 * One value as part of a path. Everything with a meaning in a path is encoded; steps (`..`) are refused even encoded,
 * since servers behind the first one may decode once more.
 */
function pathPart(name: string, value: Json): string {
  const text = textOf(value);
  if (text === '') throw new AppError('rule_broken', { detail: `The input ${name} is part of the path and is empty.` });
  if (/(^|[\\/])\.{1,2}($|[\\/;?#])/.test(fullyDecoded(text))) {
    throw new AppError('rule_broken', { detail: `The input ${name} may not contain the path steps "." or "..".` });
  }
  return encodeURIComponent(text);
}

function expandPath(template: string, values: readonly PlacedValue[]): string {
  const inPath = new Map(
    values
      .filter(({ parameter }) => parameter.location === 'path')
      .map(({ parameter, value }) => [parameter.name, value]),
  );
  const expanded = template.replace(placeholder, (_whole, name: string) => {
    const value = inPath.get(name);
    if (value === undefined) throw new AppError('rule_broken', { detail: `The input ${name} is missing.` });
    inPath.delete(name);
    return pathPart(name, value);
  });
  const [unused] = inPath.keys();
  if (unused !== undefined) {
    const detail = `The input ${unused} belongs to the path, but the path has no {${unused}}. Change the tool settings.`;
    throw new AppError('rule_broken', { detail });
  }
  return expanded;
}

function queryOf(values: readonly PlacedValue[]): string {
  const query = new URLSearchParams();
  for (const { parameter, value } of values) {
    if (parameter.location !== 'query') continue;
    for (const item of Array.isArray(value) ? value : [value]) query.append(parameter.name, textOf(item));
  }
  return query.toString();
}

/** The address of one call, always on the base URL's origin and below its path. Throws `rule_broken`. */
export function buildUrl(config: ApiConfig, values: readonly PlacedValue[]): URL {
  const base = new URL(config.base_url);
  const [withoutFragment = ''] = config.endpoint_path.split('#', 1);
  const mark = withoutFragment.indexOf('?');
  const template = mark < 0 ? withoutFragment : withoutFragment.slice(0, mark);
  const fixedQuery = mark < 0 ? '' : withoutFragment.slice(mark + 1);
  const root = base.pathname.replace(/\/+$/, '');
  const path = expandPath(template, values).replace(/^\/+/, '');
  const url = new URL(base.origin);
  url.pathname = path === '' ? base.pathname : `${root}/${path}`;
  url.search = [base.search.slice(1), fixedQuery, queryOf(values)].filter((part) => part !== '').join('&');
  if (url.origin !== base.origin || (url.pathname !== root && !url.pathname.startsWith(`${root}/`))) {
    throw new AppError('rule_broken', {
      detail: 'The path leaves the base URL of this tool. Change the tool settings.',
    });
  }
  return url;
}

/** The JSON body, or undefined when no input goes there. */
export function buildBody(values: readonly PlacedValue[]): JsonObject | undefined {
  const inBody = values.filter(({ parameter }) => parameter.location === 'body');
  if (inBody.length === 0) return undefined;
  return Object.fromEntries(inBody.map(({ parameter, value }) => [parameter.name, value]));
}

/** Inputs that go into headers, then the tool's own headers, which win. Names in lower case. */
export function buildHeaders(config: ApiConfig, values: readonly PlacedValue[]): Record<string, string> {
  const fromInputs = values
    .filter(({ parameter }) => parameter.location === 'header')
    .map(({ parameter, value }) => [parameter.name.toLowerCase(), textOf(value)] as const);
  const own = Object.entries(config.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { accept: 'application/json, text/*;q=0.9, */*;q=0.5', ...Object.fromEntries([...fromInputs, ...own]) };
}
