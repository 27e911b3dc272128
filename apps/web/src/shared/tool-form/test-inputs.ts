import type { Tool } from '@agentforge/contracts/tools/schemas';

interface InputParameter {
  name: string;
  description: string | undefined;
  type: string;
  required: boolean;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function declaredInputs(config: Readonly<Record<string, unknown>>): InputParameter[] {
  const rows = Array.isArray(config['input_parameters']) ? config['input_parameters'].filter(isRecord) : [];
  return rows.flatMap((row) => {
    const name = text(row['name']);
    if (!name) return [];
    const type = text(row['data_type']) ?? 'string';
    return [{ name, description: text(row['description']), type, required: row['required'] === true }];
  });
}

function pathPlaceholders(config: Readonly<Record<string, unknown>>): string[] {
  const path = text(config['endpoint_path']) ?? '';
  return Array.from(path.matchAll(/\{([^{}]+)\}/g), (match) => match[1] ?? '').filter(Boolean);
}

/**
 * The inputs of a tool that is not saved yet, as JSON Schema: those its settings declare and the placeholders of its
 * path. `undefined` where the settings do not say; then a person types JSON.
 */
export function draftSchemaOf(config: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const declared = declaredInputs(config);
  const named = new Set(declared.map((input) => input.name));
  const missing = pathPlaceholders(config)
    .filter((name) => !named.has(name))
    .map((name) => ({ name, description: undefined, type: 'string', required: true }));
  const inputs = [...declared, ...missing];
  if (inputs.length === 0) return undefined;
  return {
    type: 'object',
    properties: Object.fromEntries(
      inputs.map(({ name, type, description }) => [
        name,
        { type, title: name, ...(description ? { description } : {}) },
      ]),
    ),
    required: inputs.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** Titles of the fields are the names the model uses: what is tried here is what the model does. */
export function withPlainTitles(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const titled = Object.entries(properties).map(([name, node]) => [
    name,
    isRecord(node) ? { title: name, ...node } : node,
  ]);
  return { ...schema, properties: Object.fromEntries(titled) };
}

/** Whether there is anything to fill in. */
export function hasInputs(schema: Readonly<Record<string, unknown>> | undefined): boolean {
  return isRecord(schema?.['properties']) && Object.keys(schema['properties']).length > 0;
}

/** Parses what a person typed as parameters; an object or nothing. */
export function parseParameters(json: string): Record<string, unknown> | undefined {
  if (json.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** The worst a tool can do: decides its badge. */
export function riskOf(tool: Pick<Tool, 'functions'>): Tool['functions'][number]['risk'] {
  const order = ['destructive', 'write', 'egress', 'read'] as const;
  return order.find((risk) => tool.functions.some((each) => each.risk === risk)) ?? 'read';
}
