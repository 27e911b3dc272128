import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { configJsonSchema, secretFieldsOf } from '../manifest.ts';
import type { ToolFunction, ToolInstance, ToolPlugin } from '../tool.ts';

const secretLooking = /(^|_)(secret|password|token|api_key|auth_value|private_key)$/;
const drawable = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object']);
const risks = new Set(['read', 'write', 'destructive', 'egress']);

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function manifestComplaints({ manifest }: ToolPlugin): string[] {
  const complaints: string[] = [];
  if (!/^[a-z][a-z0-9-]*$/.test(manifest.type)) complaints.push(`type "${manifest.type}" is not a folder name`);
  if (manifest.name.trim() === '') complaints.push('the name is empty');
  if (!/^[A-Z].{20,300}\.$/s.test(manifest.description)) complaints.push('the description is not one sentence');
  if (!/^[a-z][a-z0-9-]*$/.test(manifest.icon)) complaints.push(`icon "${manifest.icon}" is not a lucide name`);
  return complaints;
}

function fieldComplaints(name: string, schema: Record<string, unknown>, secret: boolean): string[] {
  const complaints: string[] = [];
  if (typeof schema.title !== 'string') complaints.push(`config.${name} has no title`);
  const choice = Array.isArray(schema.enum);
  if (!choice && !drawable.has(String(schema.type))) complaints.push(`config.${name} has no type a form can draw`);
  if (secretLooking.test(name) && !secret) complaints.push(`config.${name} looks like a secret and is not flagged`);
  if (secret && schema.default !== undefined) complaints.push(`config.${name} is a secret with a default`);
  return complaints;
}

function configComplaints(plugin: ToolPlugin): string[] {
  const schema = configJsonSchema(plugin.config);
  const properties = record(schema.properties);
  const secrets = secretFieldsOf(plugin.config);
  if (schema.type !== 'object') return ['the config is not an object'];
  return Object.entries(properties).flatMap(([name, property]) =>
    fieldComplaints(name, record(property), secrets.includes(name)),
  );
}

function functionComplaints(offered: ToolFunction): string[] {
  const complaints: string[] = [];
  const { parameters } = offered;
  const properties = record(parameters.properties);
  const required: unknown[] = Array.isArray(parameters.required) ? parameters.required : [];
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(offered.name)) complaints.push(`function name "${offered.name}"`);
  if (offered.description.trim() === '') complaints.push(`${offered.name} has no description`);
  if (!risks.has(offered.risk)) complaints.push(`${offered.name} has no risk class`);
  if (parameters.type !== 'object') complaints.push(`${offered.name}: parameters are not an object`);
  for (const name of Object.keys(properties)) {
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) complaints.push(`${offered.name}: property "${name}"`);
  }
  for (const name of required) {
    if (typeof name !== 'string' || !(name in properties))
      complaints.push(`${offered.name}: requires "${String(name)}"`);
  }
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(parameters)), parameters)) {
    complaints.push(`${offered.name}: parameters are not plain JSON`);
  }
  return complaints;
}

/**
 * What keeps a tool plug-in from being a good citizen: manifest, settings form, secrets, and the functions of each
 * sample. An empty list means it conforms. Samples hold config as a user would send it.
 */
export function toolComplaints<Config extends z.ZodObject>(
  plugin: ToolPlugin<Config>,
  samples: readonly ToolInstance<z.input<Config>>[],
): string[] {
  const general: ToolPlugin = { manifest: plugin.manifest, config: plugin.config, functions: () => [] };
  const offered = samples.map((sample) => {
    const config = plugin.config.parse(sample.config);
    return plugin.functions({ ...sample, config });
  });
  const names = offered.map((functions) => functions.map(({ name }) => name));
  const doubled = names.filter((list) => new Set(list).size !== list.length);
  return [
    ...(samples.length === 0 ? ['there are no samples'] : []),
    ...manifestComplaints(general),
    ...configComplaints(general),
    ...offered.flat().flatMap(functionComplaints),
    ...doubled.map((list) => `function names are not unique: ${list.join(', ')}`),
  ];
}
