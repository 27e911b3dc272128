/** Reads the JSON Schema of a plug-in's config into what a form needs. Unknown parts become a JSON box, never an error. */
export type FieldKind =
  | 'text'
  | 'url'
  | 'textarea'
  | 'secret'
  | 'number'
  | 'switch'
  | 'select'
  | 'choices'
  | 'tags'
  | 'key-values'
  | 'parameters'
  | 'group'
  | 'json';

export interface SchemaField {
  name: string;
  kind: FieldKind;
  title: string;
  description: string | undefined;
  placeholder: string | undefined;
  required: boolean;
  advanced: boolean;
  visibleWhen: { field: string; in: readonly string[] } | undefined;
  /** Of `select` and `choices`. */
  options: readonly string[];
  minimum: number | undefined;
  maximum: number | undefined;
  integer: boolean;
  maxLength: number | undefined;
  defaultValue: unknown;
  /** Of `group`, and the columns of `parameters`. */
  fields: readonly SchemaField[];
}

type Json = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  // zod writes the bounds of safe integers; they are no limit a person should see.
  return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

const initialisms = new Set([
  'api',
  'url',
  'http',
  'https',
  'id',
  'sql',
  'mcp',
  'ai',
  'json',
  'xml',
  'ssl',
  'tls',
  'imap',
  'smtp',
  'oauth',
  'oauth2',
  'csv',
  'pdf',
  'db',
  'uri',
  'ip',
]);

/** `api_key` → "API key"; words that are already capitalised stay. */
export function humanize(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .filter(Boolean);
  const shown = words.map((word, position) => {
    if (initialisms.has(word.toLowerCase())) return word.toUpperCase().replace('OAUTH', 'OAuth ').trim();
    return position === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  });
  return shown.join(' ');
}

/** A nullable or literal union comes as `anyOf`: take the part that is not null, or all literals as choices. */
function unwrap(node: Json): Json {
  const branches = Array.isArray(node['anyOf']) ? node['anyOf'].filter(isRecord) : [];
  const real = branches.filter((branch) => branch['type'] !== 'null');
  const first = real[0];
  if (!first) return node;
  const constants = real.map((branch) => branch['const']).filter((constant) => typeof constant === 'string');
  if (constants.length === real.length) return { ...node, type: 'string', enum: constants };
  return real.length === 1 ? { ...first, ...node } : node;
}

const namedWidgets: ReadonlySet<string> = new Set(['textarea', 'url', 'key-values', 'parameters']);

function isFieldKind(widget: string | undefined): widget is FieldKind {
  return widget !== undefined && namedWidgets.has(widget);
}

function kindOf(node: Json): FieldKind {
  const widget = text(node['widget']);
  if (node['secret'] === true) return 'secret';
  if (isFieldKind(widget)) return widget;
  if (strings(node['enum']).length > 0) return 'select';
  switch (node['type']) {
    case 'string':
      return node['format'] === 'uri' ? 'url' : 'text';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'switch';
    case 'array':
      return arrayKind(node['items']);
    case 'object':
      return objectKind(node);
    default:
      return widget === 'text' ? 'text' : 'json';
  }
}

function arrayKind(items: unknown): FieldKind {
  if (!isRecord(items)) return 'json';
  if (strings(items['enum']).length > 0) return 'choices';
  return items['type'] === 'string' ? 'tags' : 'json';
}

function objectKind(node: Json): FieldKind {
  if (isRecord(node['properties'])) return 'group';
  const extra = node['additionalProperties'];
  return isRecord(extra) && extra['type'] === 'string' ? 'key-values' : 'json';
}

function optionsOf(node: Json): string[] {
  const own = strings(node['enum']);
  return own.length > 0 || !isRecord(node['items']) ? own : strings(node['items']['enum']);
}

function visibilityOf(value: unknown): SchemaField['visibleWhen'] {
  if (!isRecord(value)) return undefined;
  const field = text(value['field']);
  return field === undefined ? undefined : { field, in: strings(value['in']) };
}

function readField(name: string, raw: unknown, required: boolean): SchemaField {
  const node = unwrap(isRecord(raw) ? raw : {});
  const kind = kindOf(node);
  return {
    name,
    kind,
    title: text(node['title']) ?? humanize(name),
    description: text(node['description']),
    placeholder: text(node['placeholder']),
    required,
    advanced: node['advanced'] === true,
    visibleWhen: visibilityOf(node['visibleWhen']),
    options: optionsOf(node),
    minimum: number(node['minimum']) ?? number(node['exclusiveMinimum']),
    maximum: number(node['maximum']) ?? number(node['exclusiveMaximum']),
    integer: node['type'] === 'integer',
    maxLength: number(node['maxLength']),
    defaultValue: node['default'],
    fields: kind === 'group' ? readSchema(node) : kind === 'parameters' ? readSchema(node['items']) : [],
  };
}

/** The fields of an object schema, in the order they were written. */
export function readSchema(schema: unknown): SchemaField[] {
  if (!isRecord(schema) || !isRecord(schema['properties'])) return [];
  const required = new Set(strings(schema['required']));
  return Object.entries(schema['properties']).map(([name, node]) => readField(name, node, required.has(name)));
}
